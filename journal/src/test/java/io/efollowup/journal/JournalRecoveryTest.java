package io.efollowup.journal;

import static io.efollowup.journal.JournalFixture.append;
import static io.efollowup.journal.JournalFixture.expected;
import static io.efollowup.journal.JournalFixture.payloads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.efollowup.journal.internal.SyncMark;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of files that are not as they were written. */
final class JournalRecoveryTest {
  private static final long LARGE = 1 << 20;
  private static final long SMALL = 4096;

  @TempDir Path root;

  @Test
  void shouldContinueAfterCleanClose() {
    JournalFixture fixture = new JournalFixture(root, SMALL);
    try (EmbeddedJournal journal = fixture.open()) {
      append(journal, 0, 100);
    }
    try (EmbeddedJournal journal = fixture.open()) {
      assertThat(journal.end()).isEqualTo(100);
      append(journal, 100, 200);
    }
    assertThat(fixture.segments()).hasSizeGreaterThan(2);
    try (EmbeddedJournal journal = fixture.open()) {
      assertThat(payloads(journal)).isEqualTo(expected(0, 200));
    }
  }

  @Test
  void shouldCutTornTailWhereverTheLastFrameEnds() throws IOException {
    JournalFixture fixture = new JournalFixture(root, LARGE);
    long lastFrame = writeTenEntriesAndFindLastFrame(fixture);
    long end = Files.size(fixture.lastSegment()) - SyncMark.LENGTH;

    for (long length = lastFrame; length <= end; length++) {
      JournalFixture torn = fixture.copyTo(root.resolve("torn-" + length));
      truncate(torn.lastSegment(), length);
      int kept = length == end ? 10 : 9;
      try (EmbeddedJournal journal = torn.open()) {
        assertThat(payloads(journal)).isEqualTo(expected(0, kept));
        append(journal, kept, 12);
      }
      try (EmbeddedJournal journal = torn.open()) {
        assertThat(payloads(journal)).isEqualTo(expected(0, 12));
      }
    }
  }

  @Test
  void shouldCutLastFrameOfWhichACrashLeftOnlySomePages() throws IOException {
    JournalFixture fixture = new JournalFixture(root, LARGE);
    long lastFrame = writeTenEntriesAndFindLastFrame(fixture);
    long end = Files.size(fixture.lastSegment()) - SyncMark.LENGTH;
    // full length, but never synced: so no mark stands behind it
    truncate(fixture.lastSegment(), end);
    int hole = (int) (lastFrame + 40);
    byte[] bytes = Files.readAllBytes(fixture.lastSegment());
    Arrays.fill(bytes, hole, bytes.length, (byte) 0);
    Files.write(fixture.lastSegment(), bytes);

    try (EmbeddedJournal journal = fixture.open()) {
      assertThat(payloads(journal)).isEqualTo(expected(0, 9));
    }
  }

  @Test
  void shouldCutZerosBehindTheLastFrame() throws IOException {
    JournalFixture fixture = new JournalFixture(root, LARGE);
    writeTenEntriesAndFindLastFrame(fixture);
    truncate(fixture.lastSegment(), Files.size(fixture.lastSegment()) - SyncMark.LENGTH);
    Files.write(fixture.lastSegment(), new byte[5000], StandardOpenOption.APPEND);

    try (EmbeddedJournal journal = fixture.open()) {
      assertThat(payloads(journal)).isEqualTo(expected(0, 10));
    }
  }

  @Test
  void shouldRefuseAnyAlteredByteAndNameItsPlace() throws IOException {
    JournalFixture fixture = new JournalFixture(root, LARGE);
    writeTenEntriesAndFindLastFrame(fixture);
    byte[] sound = Files.readAllBytes(fixture.lastSegment());
    int end = sound.length - SyncMark.LENGTH;

    for (int offset = 0; offset < end; offset++) {
      byte[] altered = sound.clone();
      altered[offset] ^= (byte) (1 << (offset % 8));
      Files.write(fixture.lastSegment(), altered);

      JournalCorruptedException refused =
          catchThrowableOfType(JournalCorruptedException.class, fixture::open);

      assertThat(refused).as("byte %d", offset).isNotNull();
      assertThat(refused.offset()).isBetween(0L, (long) offset);
      assertThat(refused.segment()).isEqualTo(fixture.lastSegment());
      assertThat(refused)
          .hasMessageContaining(fixture.lastSegment().toString())
          .hasMessageContaining("byte " + refused.offset());
    }
  }

  @Test
  void shouldLoseNothingWhenOnlyTheMarkOfSynchronisationIsAltered() throws IOException {
    JournalFixture fixture = new JournalFixture(root, LARGE);
    writeTenEntriesAndFindLastFrame(fixture);
    byte[] sound = Files.readAllBytes(fixture.lastSegment());
    for (int offset = sound.length - SyncMark.LENGTH; offset < sound.length; offset++) {
      byte[] altered = sound.clone();
      altered[offset] ^= 0x10;
      Files.write(fixture.lastSegment(), altered);
      try (EmbeddedJournal journal = fixture.open()) {
        assertThat(journal.end()).isEqualTo(10);
      }
    }
  }

  @Test
  void shouldRefuseAlteredBytesOfOldSegmentsWhenTheyAreRead() throws IOException {
    JournalFixture fixture = new JournalFixture(root, SMALL);
    try (EmbeddedJournal journal = fixture.open()) {
      append(journal, 0, 100);
    }
    Random random = new Random(7);
    for (Path segment : fixture.segments().subList(0, fixture.segments().size() - 1)) {
      byte[] sound = Files.readAllBytes(segment);
      for (int i = 0; i < 20; i++) {
        int offset = random.nextInt(sound.length);
        byte[] altered = sound.clone();
        altered[offset] ^= (byte) (1 + random.nextInt(255));
        Files.write(segment, altered);

        JournalCorruptedException refused =
            catchThrowableOfType(
                JournalCorruptedException.class,
                () -> {
                  try (EmbeddedJournal journal = fixture.open()) {
                    journal.verify();
                  }
                });

        assertThat(refused).as("%s byte %d", segment, offset).isNotNull();
        assertThat(refused.segment()).isEqualTo(segment);
        assertThat(refused.offset()).isLessThanOrEqualTo(sound.length);
      }
      Files.write(segment, sound);
    }
    try (EmbeddedJournal journal = fixture.open()) {
      assertThat(journal.verify()).isEqualTo(100);
    }
  }

  @Test
  void shouldRefuseMissingAndShortenedSegments() throws IOException {
    JournalFixture fixture = new JournalFixture(root, SMALL);
    try (EmbeddedJournal journal = fixture.open()) {
      append(journal, 0, 100);
    }
    JournalFixture missing = fixture.copyTo(root.resolve("missing"));
    Files.delete(missing.segments().get(1));
    assertThatThrownBy(missing::open).isInstanceOf(JournalCorruptedException.class);

    JournalFixture shortened = fixture.copyTo(root.resolve("shortened"));
    Path first = shortened.segments().getFirst();
    truncate(first, Files.size(first) - 1);
    assertThatThrownBy(shortened::open).isInstanceOf(JournalCorruptedException.class);
  }

  @Test
  void shouldRefuseFramesOfAnotherHistoryOfTheSameJournal() throws IOException {
    JournalFixture fixture = new JournalFixture(root, LARGE);
    try (EmbeddedJournal journal = fixture.open()) {
      append(journal, 0, 5);
    }
    JournalFixture other = fixture.copyTo(root.resolve("other"));
    long seam = Files.size(fixture.lastSegment()) - SyncMark.LENGTH;
    for (JournalFixture each : new JournalFixture[] {fixture, other}) {
      try (EmbeddedJournal journal = each.open()) {
        append(journal, 5, 8); // same entries, same sizes, sealed anew
      }
    }
    byte[] mine = Files.readAllBytes(fixture.lastSegment());
    byte[] theirs = Files.readAllBytes(other.lastSegment());
    assertThat(mine).hasSameSizeAs(theirs);
    int second = (int) (seam + (mine.length - SyncMark.LENGTH - seam) / 3);
    System.arraycopy(theirs, second, mine, second, mine.length - second);
    Files.write(fixture.lastSegment(), mine);

    assertThatThrownBy(fixture::open)
        .isInstanceOfSatisfying(
            JournalCorruptedException.class,
            refused -> assertThat(refused.offset()).isEqualTo(second));
  }

  @Test
  void shouldRefuseAnotherKey() {
    JournalFixture fixture = new JournalFixture(root, LARGE);
    try (EmbeddedJournal journal = fixture.open()) {
      append(journal, 0, 1);
    }
    JournalFixture stranger = new JournalFixture(root.resolve("stranger"), LARGE);
    assertThatThrownBy(
            () ->
                EmbeddedJournal.open(
                    fixture.directory, stranger.sealer, EmbeddedJournal.Options.standard()))
        .isInstanceOf(JournalCorruptedException.class);
  }

  @Test
  void shouldRetainByTimeReceivedAfterRestartToo() {
    JournalFixture fixture = new JournalFixture(root, SMALL);
    try (EmbeddedJournal journal = fixture.open()) {
      append(journal, 0, 100);
    }
    try (EmbeddedJournal journal = fixture.open()) {
      assertThat(journal.retain(100, JournalFixture.NOON)).isZero();
      assertThat(journal.retain(100, JournalFixture.NOON.plusMillis(50))).isPositive();
      assertThat(journal.first()).isBetween(1L, 50L);
    }
    try (EmbeddedJournal journal = fixture.open()) {
      int first = (int) journal.first();
      assertThat(payloads(journal)).isEqualTo(expected(first, 100));
    }
  }

  @Test
  void shouldStartSegmentsByTimeSoThatQuietJournalsForgetToo() {
    JournalFixture fixture = new JournalFixture(root, LARGE);
    try (EmbeddedJournal journal = fixture.open()) {
      for (int day = 0; day < 9; day++) {
        journal.append(JournalEntry.tick(JournalFixture.NOON.plusSeconds(86_400L * day))).join();
      }
      assertThat(fixture.segments()).hasSize(9);
      assertThat(journal.retain(9, JournalFixture.NOON.plusSeconds(86_400L * 2))).isEqualTo(2);
      assertThat(journal.first()).isEqualTo(2);
    }
  }

  @Test
  void shouldKeepNothingReadableOnDisk() throws IOException {
    JournalFixture fixture = new JournalFixture(root, SMALL);
    try (EmbeddedJournal journal = fixture.open()) {
      append(journal, 0, 100);
    }
    for (Path segment : fixture.segments()) {
      String bytes = Files.readString(segment, StandardCharsets.ISO_8859_1);
      assertThat(bytes).doesNotContain(JournalFixture.DEVICE).doesNotContain("glucose");
      assertThat(Files.getPosixFilePermissions(segment)).hasSize(2);
    }
  }

  private static long writeTenEntriesAndFindLastFrame(JournalFixture fixture) throws IOException {
    try (EmbeddedJournal journal = fixture.open()) {
      append(journal, 0, 9);
    }
    long lastFrame = Files.size(fixture.lastSegment()) - SyncMark.LENGTH;
    try (EmbeddedJournal journal = fixture.open()) {
      append(journal, 9, 10);
    }
    return lastFrame;
  }

  private static void truncate(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
