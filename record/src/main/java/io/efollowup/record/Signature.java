package io.efollowup.record;

import java.time.Instant;

/**
 * Who put something into the record, and when.
 *
 * @param at when
 * @param by account name, the name a file gives, or {@code system}; at most 64 characters
 */
public record Signature(Instant at, String by) {
  private static final int LONGEST = 64;

  public Signature {
    if (by.isBlank() || by.length() > LONGEST) {
      throw new IllegalArgumentException("who did it is named in 1 to 64 characters");
    }
  }

  /** Says nothing of who. */
  @Override
  public String toString() {
    return "Signature[" + at + "]";
  }
}
