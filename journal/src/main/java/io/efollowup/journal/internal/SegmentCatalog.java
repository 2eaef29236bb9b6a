package io.efollowup.journal.internal;

import io.efollowup.journal.JournalCorruptedException;
import io.efollowup.vault.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The segment files of a journal's directory, by the position each starts with. */
public final class SegmentCatalog {
  private static final Pattern NAME = Pattern.compile("(\\d{19})\\.journal");

  private final Path directory;
  private final FrameSeal seal;
  private final NavigableMap<Long, Segment> segments = new ConcurrentSkipListMap<>();

  private SegmentCatalog(Path directory, FrameSeal seal) {
    this.directory = directory;
    this.seal = seal;
  }

  /**
   * Lists a directory, making it and its first segment where there are none. Headers are opened and
   * each segment's end is compared with what the next one remembers of it, so that a missing
   * segment or a cut one shows at once; the frames of finished segments are judged when they are
   * read.
   */
  public static SegmentCatalog open(Path directory, FrameSeal seal) throws IOException {
    DurableFiles.createDirectories(directory);
    SegmentCatalog catalog = new SegmentCatalog(directory, seal);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          catalog.add(file, Long.parseLong(name.group(1)));
        } else if (file.getFileName().toString().matches("\\..*\\.new")) {
          Files.delete(file); // a segment a crash kept from being born
        }
      }
    }
    if (catalog.segments.isEmpty()) {
      catalog.create(0, new byte[FrameSeal.LINK], Instant.EPOCH);
    }
    catalog.checkSeams();
    return catalog;
  }

  Segment floor(long position) {
    return segments.floorEntry(position).getValue();
  }

  /** The segment that is written to. */
  Segment last() {
    return segments.lastEntry().getValue();
  }

  /** Position of the oldest entry kept. */
  public long firstPosition() {
    return segments.firstKey();
  }

  /** The segment files, oldest first. */
  NavigableMap<Long, Segment> all() {
    return segments;
  }

  /** Makes the next segment's file, durably, and lists it. */
  Segment create(long firstPosition, byte[] link, Instant latest) throws IOException {
    Path file = directory.resolve("%019d.journal".formatted(firstPosition));
    DurableFiles.replace(file, SegmentHeader.encode(seal, firstPosition, link, latest));
    return add(file, firstPosition);
  }

  /** Removes whole segments from the oldest on, but never the one that is written to. */
  public int retain(long committed, Instant receivedBefore) throws IOException {
    int removed = 0;
    while (segments.size() > 1) {
      Segment oldest = segments.firstEntry().getValue();
      long end = segments.higherKey(oldest.firstPosition());
      if (end > committed || !oldest.latest().isBefore(receivedBefore)) {
        break;
      }
      Files.delete(oldest.file());
      segments.remove(oldest.firstPosition());
      removed++;
    }
    if (removed > 0) {
      DurableFiles.syncDirectory(directory);
    }
    return removed;
  }

  private Segment add(Path file, long firstPosition) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer start = ByteBuffer.allocate(SegmentHeader.MOST);
      while (start.hasRemaining() && channel.read(start) >= 0) {
        // until the buffer is full or the file ends
      }
      SegmentHeader header = SegmentHeader.decode(seal, file, firstPosition, start.flip());
      Segment segment = new Segment(file, header, channel.size());
      segments.put(firstPosition, segment);
      return segment;
    }
  }

  private void checkSeams() throws IOException {
    for (Map.Entry<Long, Segment> entry : segments.headMap(segments.lastKey()).entrySet()) {
      Segment segment = entry.getValue();
      SegmentHeader next = segments.higherEntry(entry.getKey()).getValue().header();
      try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ)) {
        if (!new SegmentScan(segment, seal, channel).endsWith(next.previousLink())) {
          throw new JournalCorruptedException(
              segment.file(), segment.syncedEnd(), "the next segment does not continue its end");
        }
      }
      segment.latest(next.previousLatest());
    }
  }
}
