package io.efollowup.journal;

import static io.efollowup.journal.JournalFixture.append;
import static io.efollowup.journal.JournalFixture.entry;
import static io.efollowup.journal.JournalFixture.expected;
import static io.efollowup.journal.JournalFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fails stops acceptance, loses nothing, and is used again when it works. */
final class JournalFailureTest {
  @TempDir Path root;

  private final FaultyDisk disk = new FaultyDisk();

  @ParameterizedTest
  @EnumSource(names = {"FULL", "READ_ONLY", "SYNC_FAILS", "NOTHING_WORKS"})
  void shouldFailAppendsLeaveNothingBehindAndRecover(FaultyDisk.Mode mode) {
    JournalFixture fixture = new JournalFixture(root, 1 << 20);
    try (EmbeddedJournal journal = fixture.open(disk)) {
      for (int round = 0; round < 3; round++) {
        append(journal, round * 5, round * 5 + 5);
        disk.mode = mode;
        for (int attempt = 0; attempt < 3; attempt++) {
          assertUnavailable(journal.append(entry(999)));
        }
        assertThat(journal.fault()).isPresent();
        assertThat(journal.end()).isEqualTo(round * 5 + 5);
        assertThat(payloads(journal)).isEqualTo(expected(0, round * 5 + 5));
        disk.mode = FaultyDisk.Mode.SOUND;
      }
      append(journal, 15, 20);
      assertThat(journal.fault()).isEmpty();
      assertThat(payloads(journal)).isEqualTo(expected(0, 20));
    }
    try (EmbeddedJournal journal = fixture.open()) {
      assertThat(payloads(journal)).isEqualTo(expected(0, 20));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL", "SYNC_FAILS", "NOTHING_WORKS"})
  void shouldReopenAfterDyingWithABrokenDisk(FaultyDisk.Mode mode) {
    JournalFixture fixture = new JournalFixture(root, 1 << 20);
    EmbeddedJournal dying = fixture.open(disk);
    append(dying, 0, 5);
    disk.mode = mode;
    assertUnavailable(dying.append(entry(999)));
    dying.close();

    try (EmbeddedJournal journal = fixture.open()) {
      // an append whose sync failed was reported as failed; a crash may leave it all the same
      assertThat(payloads(journal)).startsWith(expected(0, 5).toArray(String[]::new));
      assertThat(journal.end()).isBetween(5L, 6L);
      journal.append(entry(7)).join();
    }
    try (EmbeddedJournal journal = fixture.open()) {
      assertThat(journal.verify()).isBetween(6L, 7L);
    }
  }

  @Test
  void shouldNotTrustAFileAfterItsSyncFailed() {
    JournalFixture fixture = new JournalFixture(root, 1 << 20);
    try (EmbeddedJournal journal = fixture.open(disk)) {
      append(journal, 0, 5);
      disk.mode = FaultyDisk.Mode.SYNC_FAILS;
      assertUnavailable(journal.append(entry(999)));
      disk.mode = FaultyDisk.Mode.SOUND;
      append(journal, 5, 10);
    }
    assertThat(fixture.segments()).hasSize(2);
  }

  @Test
  void shouldSayInASentenceWhatIsWrong() {
    JournalFixture fixture = new JournalFixture(root, 1 << 20);
    try (EmbeddedJournal journal = fixture.open(disk)) {
      disk.mode = FaultyDisk.Mode.FULL;
      assertUnavailable(journal.append(entry(1)));
      assertThat(journal.fault()).hasValueSatisfying(why -> assertThat(why).contains("is full"));
      disk.mode = FaultyDisk.Mode.READ_ONLY;
      assertUnavailable(journal.append(entry(1)));
      assertThat(journal.fault())
          .hasValueSatisfying(why -> assertThat(why).contains("is read-only"));
      disk.mode = FaultyDisk.Mode.SOUND;
    }
  }

  @Test
  void shouldFailAtOnceWhenTheQueueIsFullAndAcceptAgainWhenItDrains() {
    JournalFixture fixture = new JournalFixture(root, 1 << 30);
    try (EmbeddedJournal journal = fixture.open(disk)) {
      disk.mode = FaultyDisk.Mode.SYNC_HANGS;
      List<CompletableFuture<Long>> futures = new ArrayList<>();
      while (futures.isEmpty() || !futures.getLast().isCompletedExceptionally()) {
        futures.add(journal.append(new JournalEntry("d", JournalFixture.NOON, new byte[100_000])));
      }
      assertThat(futures).hasSizeBetween(40, 60); // 4 MB waiting, 1 MB being written
      assertUnavailable(futures.getLast());

      disk.mode = FaultyDisk.Mode.SOUND;
      disk.syncs.release(1000);
      futures.subList(0, futures.size() - 1).forEach(CompletableFuture::join);
      append(journal, 0, 1);
      assertThat(journal.end()).isEqualTo(futures.size());
    }
  }

  @Test
  void shouldAcknowledgeOnlyAfterTheSync() {
    JournalFixture fixture = new JournalFixture(root, 1 << 20);
    try (EmbeddedJournal journal = fixture.open(disk)) {
      disk.mode = FaultyDisk.Mode.SYNC_HANGS;
      CompletableFuture<Long> append = journal.append(entry(0));
      while (!disk.syncs.hasQueuedThreads()) {
        Thread.onSpinWait();
      }
      assertThat(append).isNotDone();
      assertThat(journal.end()).isZero();
      assertThat(journal.read(0, 10)).isEmpty();
      disk.mode = FaultyDisk.Mode.SOUND;
      disk.syncs.release(10);
      assertThat(append.join()).isZero();
    }
  }

  @Test
  void shouldRefuseWhatIsTooLarge() {
    try (EmbeddedJournal journal = new JournalFixture(root, 1 << 20).open()) {
      JournalEntry entry =
          new JournalEntry("d", JournalFixture.NOON, new byte[EmbeddedJournal.LARGEST_PAYLOAD + 1]);
      assertThatThrownBy(() -> journal.append(entry).get())
          .hasCauseInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldSurviveARealDiskThatFillsUp() throws Exception {
    Path mount = Files.createDirectory(root.resolve("small-disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", mount.toString()),
        "a small disk can be mounted only as root");
    try {
      Path filler = Files.write(mount.resolve("filler"), new byte[400_000]);
      JournalFixture fixture = new JournalFixture(mount, 1 << 20);
      int acknowledged = 0;
      try (EmbeddedJournal journal = fixture.open()) {
        while (journal.fault().isEmpty() && acknowledged < 10_000) {
          try {
            journal.append(entry(acknowledged)).get();
            acknowledged++;
          } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(JournalUnavailableException.class);
          }
        }
        assertThat(acknowledged).isBetween(10, 9_999);
        assertThat(journal.fault()).hasValueSatisfying(s -> assertThat(s).contains("is full"));

        Files.delete(filler);
        append(journal, acknowledged, acknowledged + 100);
        assertThat(journal.fault()).isEmpty();
        assertThat(payloads(journal)).isEqualTo(expected(0, acknowledged + 100));
      }
      try (EmbeddedJournal journal = fixture.open()) {
        assertThat(journal.verify()).isEqualTo(acknowledged + 100);
      }
    } finally {
      run("umount", "-l", mount.toString());
    }
  }

  private static void assertUnavailable(CompletableFuture<Long> append) {
    assertThatThrownBy(append::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(JournalUnavailableException.class);
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
