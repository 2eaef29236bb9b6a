package io.efollowup.hub;

import java.util.Optional;

/**
 * A part of a query's result.
 *
 * @param json an array
 * @param kind what is in it
 * @param continuation where to go on; absent when this is the end
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time
public record TwinPage(byte[] json, Kind kind, Optional<String> continuation) {
  /** What a result is made of. */
  public enum Kind {
    /** Whole twins. */
    TWIN,
    /** Values out of them, or their number. */
    RAW
  }

  /** Shows nothing of the result. */
  @Override
  public String toString() {
    return "TwinPage[" + kind + "]";
  }
}
