package io.efollowup.journal;

import java.nio.file.Path;

/**
 * The journal on disk is not what was written: bytes that had been synced were altered, or a part
 * is missing. Nothing is repaired by guessing; the operator restores or decides.
 */
public final class JournalCorruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path segment;
  private final long offset;

  /**
   * Names the place.
   *
   * @param segment the segment file
   * @param offset where in it the damaged piece starts, in bytes from 0
   * @param what what is wrong, as the end of a sentence
   */
  public JournalCorruptedException(Path segment, long offset, String what) {
    super(
        "The journal is damaged: segment %s, byte %d: %s. Restore the data directory from a backup."
            .formatted(segment, offset, what));
    this.segment = segment;
    this.offset = offset;
  }

  /** The segment file. */
  public Path segment() {
    return segment;
  }

  /** Where in it the damaged piece starts, in bytes from 0. */
  public long offset() {
    return offset;
  }
}
