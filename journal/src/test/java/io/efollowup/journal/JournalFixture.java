package io.efollowup.journal;

import io.efollowup.journal.internal.ChannelOpener;
import io.efollowup.vault.MasterKey;
import io.efollowup.vault.Sealer;
import io.efollowup.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A journal in a directory, with entries that carry their number. */
final class JournalFixture {
  static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");
  static final String DEVICE = "device-that-nobody-may-see";

  final Path directory;
  final Sealer sealer;
  final long segmentBytes;

  JournalFixture(Path root, long segmentBytes) {
    this(
        root.resolve("journal"),
        Vault.open(root.resolve("keys"), MasterKey.random()).sealer("journal"),
        segmentBytes);
  }

  private JournalFixture(Path directory, Sealer sealer, long segmentBytes) {
    this.directory = directory;
    this.sealer = sealer;
    this.segmentBytes = segmentBytes;
  }

  /** The same journal's key over a copy of its files. */
  JournalFixture copyTo(Path target) throws IOException {
    Files.createDirectories(target);
    for (Path file : segments()) {
      Files.copy(file, target.resolve(file.getFileName()));
    }
    return new JournalFixture(target, sealer, segmentBytes);
  }

  EmbeddedJournal open() {
    return open(ChannelOpener.DISK);
  }

  EmbeddedJournal open(ChannelOpener opener) {
    return EmbeddedJournal.open(
        directory,
        sealer,
        new EmbeddedJournal.Options(segmentBytes, Duration.ofDays(1), 4 << 20),
        opener);
  }

  /** Appends entries one by one, each in a frame of its own. */
  static void append(Journal journal, int from, int to) {
    for (int i = from; i < to; i++) {
      journal.append(entry(i)).join();
    }
  }

  static JournalEntry entry(int number) {
    return new JournalEntry(
        DEVICE,
        NOON.plusMillis(number),
        ("{\"glucose-payload\":" + number + "}").getBytes(StandardCharsets.UTF_8));
  }

  static List<String> payloads(Journal journal) {
    List<String> all = new ArrayList<>();
    long position = journal.first();
    for (List<JournalRecord> some = journal.read(position, 100);
        !some.isEmpty();
        some = journal.read(position, 100)) {
      some.forEach(each -> all.add(new String(each.entry().payload(), StandardCharsets.UTF_8)));
      position = some.getLast().position() + 1;
    }
    return all;
  }

  static List<String> expected(int from, int to) {
    List<String> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      all.add("{\"glucose-payload\":" + i + "}");
    }
    return all;
  }

  List<Path> segments() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path lastSegment() {
    return segments().getLast();
  }
}
