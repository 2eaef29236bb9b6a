package io.efollowup.monitor;

import static io.efollowup.monitor.ExactlyOnceTest.BATCH;
import static io.efollowup.monitor.MonitorFixture.ANNA;
import static io.efollowup.monitor.MonitorFixture.DEVICE;
import static io.efollowup.monitor.MonitorFixture.SETTINGS;
import static io.efollowup.monitor.MonitorFixture.minute;
import static io.efollowup.monitor.MonitorFixture.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.journal.EmbeddedJournal;
import io.efollowup.monitor.FailingRecord.Moment;
import io.efollowup.record.SqliteRecord;
import io.efollowup.vault.KeyedDigest;
import io.efollowup.vault.Sealer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The monitor between the journal and the record that are on disk. */
class RealStoresTest {
  private static final byte[] KEY = new byte[32];

  @TempDir Path folder;

  private EmbeddedJournal journal() {
    return EmbeddedJournal.open(
        folder.resolve("journal"), Sealer.withKey(KEY), EmbeddedJournal.Options.standard());
  }

  private SqliteRecord record() {
    return SqliteRecord.open(
        folder.resolve("record"),
        folder.resolve("keys/patients.db"),
        KEY,
        Sealer.withKey(KEY),
        KeyedDigest.withKey(KEY));
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndAsInMemoryThoughCommitsFail(Moment moment) throws InterruptedException {
    var failing = new FailingRecord(record());
    try (var monitor = ExactlyOnceTest.world(journal(), failing)) {
      failing.failEverySecond(moment);
      monitor.started(SETTINGS.withBatch(BATCH, 100), changes -> {});
      monitor.settle();
      assertThat(monitor.dump()).isEqualTo(ExactlyOnceTest.undisturbed(BATCH));
    }
  }

  @Test
  void shouldGoOnFromDisk() throws InterruptedException {
    String expected = ExactlyOnceTest.undisturbed(BATCH);
    try (var monitor = ExactlyOnceTest.world(journal(), record())) {
      monitor.started(SETTINGS.withBatch(BATCH, 100), changes -> {});
      monitor.runner.awaitPosition(200, Duration.ofSeconds(20));
    }
    try (var monitor = new MonitorFixture(journal(), record())) {
      monitor.started(SETTINGS.withBatch(BATCH, 100), changes -> {});
      monitor.settle();
      assertThat(monitor.dump()).isEqualTo(expected);
    }
  }

  @Test
  void shouldStoreAWearThatIsSentTwiceOnce() throws InterruptedException {
    try (var monitor = new MonitorFixture(journal(), record()).withPatients().started()) {
      for (int round = 0; round < 2; round++) {
        for (int message = 0; message < 34; message++) {
          int first = message * 100;
          monitor.send(
              DEVICE,
              minute(20_000),
              IntStream.range(first, first + 100)
                  .mapToObj(i -> reading(minute(3L * i), 80 + i % 90))
                  .toList());
        }
      }
      monitor.settle();
      assertThat(monitor.record.status().readings()).isEqualTo(3400);
      assertThat(monitor.record.status().refused()).containsEntry("duplicate", 3400L);
      assertThat(monitor.alarms(ANNA)).isEmpty();
    }
  }
}
