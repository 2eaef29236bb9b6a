package io.efollowup.journal.internal;

import java.util.Arrays;

/** Where some of a segment's frames start, so that reading need not begin at its first. */
final class SparseIndex {
  private static final int STEP_BYTES = 256 * 1024;

  private long[] positions = new long[8];
  private long[] offsets = new long[8];
  private int size;

  SparseIndex(long firstPosition, long firstOffset) {
    positions[0] = firstPosition;
    offsets[0] = firstOffset;
    size = 1;
  }

  /** Takes note of a frame, when it lies far enough behind the last one noted. */
  synchronized void note(long position, long offset) {
    if (offset < offsets[size - 1] + STEP_BYTES) {
      return;
    }
    if (size == positions.length) {
      positions = Arrays.copyOf(positions, size * 2);
      offsets = Arrays.copyOf(offsets, size * 2);
    }
    positions[size] = position;
    offsets[size++] = offset;
  }

  /** The offset of a frame that starts at or before the position. */
  synchronized Place floor(long position) {
    int found = Arrays.binarySearch(positions, 0, size, position);
    int index = found >= 0 ? found : -found - 2;
    return new Place(positions[index], offsets[index]);
  }

  /** A frame's first position and where it starts. */
  record Place(long position, long offset) {}
}
