package io.efollowup.monitor;

import static io.efollowup.monitor.MonitorFixture.ANNA;
import static io.efollowup.monitor.MonitorFixture.BERT;
import static io.efollowup.monitor.MonitorFixture.DEVICE;
import static io.efollowup.monitor.MonitorFixture.SETTINGS;
import static io.efollowup.monitor.MonitorFixture.assignment;
import static io.efollowup.monitor.MonitorFixture.minute;
import static io.efollowup.monitor.MonitorFixture.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseReading;
import io.efollowup.journal.InMemoryJournal;
import io.efollowup.journal.Journal;
import io.efollowup.monitor.FailingRecord.Moment;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.record.InMemoryRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens in between, the record ends as if nothing had. */
class ExactlyOnceTest {
  static final int BATCH = 7;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** A day of two devices, with everything that makes the monitor think. */
  static void fill(MonitorFixture monitor) {
    var random = new Random(42);
    double glucose = 120;
    List<GlucoseReading> kept = new ArrayList<>();
    for (long at = 0; at < 600; at += 3) {
      glucose = Math.clamp(glucose + random.nextGaussian() * 14, 35, 340);
      if (random.nextInt(4) == 0) {
        kept.add(reading(minute(at), glucose));
      } else {
        monitor.send(at, glucose);
      }
      if (random.nextInt(10) == 0) {
        monitor.send(DEVICE, minute(at).plusSeconds(70), kept);
      }
      if (random.nextInt(6) == 0) {
        monitor.send(at, glucose);
      }
      if (random.nextInt(9) == 0) {
        monitor.send("other", minute(at), List.of(reading(minute(at), 61)));
      }
      monitor.tick(at + (random.nextInt(30) == 0 ? 25 : 1));
    }
  }

  private static MonitorFixture world(FailingRecord record) {
    return world(new InMemoryJournal(10), record);
  }

  static MonitorFixture world(Journal journal, ClinicalRecord record) {
    var monitor = new MonitorFixture(journal, record).withPatients();
    monitor.record.write(
        tx -> {
          tx.assign(assignment("other", BERT, minute(200)));
          return null;
        });
    fill(monitor);
    return monitor;
  }

  static String undisturbed(int batch) throws InterruptedException {
    try (var monitor = world(new FailingRecord(new InMemoryRecord()))) {
      monitor.started(SETTINGS.withBatch(batch, 100), changes -> {});
      monitor.settle();
      assertThat(monitor.alarms(ANNA)).hasSizeGreaterThan(10);
      assertThat(monitor.record.status().held()).isPositive();
      return monitor.dump();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50, 5000})
  void shouldNotDependOnTheSizeOfBatches(int batch) throws InterruptedException {
    assertThat(undisturbed(batch)).isEqualTo(undisturbed(BATCH));
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndTheSameWhereverACommitFails(Moment moment) throws InterruptedException {
    String expected = undisturbed(BATCH);
    var record = new FailingRecord(new InMemoryRecord());
    try (var monitor = world(record)) {
      record.failEverySecond(moment);
      monitor.started(SETTINGS.withBatch(BATCH, 100), changes -> {});
      monitor.settle();
      assertThat(monitor.dump()).isEqualTo(expected);
      assertThat(record.failures()).isGreaterThan(10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndTheSameWhereverTheProcessDies(Moment moment) throws InterruptedException {
    String expected = undisturbed(BATCH);
    var record = new FailingRecord(new InMemoryRecord());
    try (var monitor = world(record)) {
      for (int commits = 0; commits < 400 && !isDone(monitor, record); commits++) {
        record.dieAfter(1, moment);
        monitor.started(SETTINGS.withBatch(BATCH, 100), changes -> {});
        record.awaitDeathOr(() -> isDone(monitor, record));
        monitor.runner.close();
        record.revive();
      }
      assertThat(isDone(monitor, record)).isTrue();
      assertThat(monitor.dump()).isEqualTo(expected);
    }
  }

  private static boolean isDone(MonitorFixture monitor, FailingRecord record) {
    return record.monitorPosition() == monitor.journal.end();
  }

  @Test
  void shouldEndTheSameWithoutRoomInMemory() throws InterruptedException {
    String expected = undisturbed(BATCH);
    try (var monitor = world(new FailingRecord(new InMemoryRecord()))) {
      monitor.started(SETTINGS.withBatch(BATCH, 100).withPatientsCached(1), changes -> {});
      monitor.settle();
      assertThat(monitor.dump()).isEqualTo(expected);
    }
  }

  @Test
  void shouldSayWhyNothingIsStoredAndGoOnWhenItCan() throws Exception {
    var record = new FailingRecord(new InMemoryRecord());
    try (var monitor = new MonitorFixture(new InMemoryJournal(), record).withPatients()) {
      record.dieAfter(0, Moment.BEFORE);
      monitor.started();
      monitor.send(0, 100);
      record.awaitDeathOr(() -> false);
      Await.until("it says so", LONGEST, () -> monitor.runner.fault().isPresent());
      assertThat(monitor.runner.awaitPosition(1, Duration.ofMillis(50))).isFalse();
      assertThat(monitor.runner.fault()).hasValueSatisfying(f -> assertThat(f).contains("disk"));
      record.revive();
      monitor.settle();
      monitor.send(3, 100);
      monitor.settle();
      assertThat(monitor.runner.fault()).isEmpty();
      assertThat(monitor.record.status().readings()).isEqualTo(2);
    }
  }
}
