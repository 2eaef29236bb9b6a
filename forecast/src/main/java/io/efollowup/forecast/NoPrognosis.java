package io.efollowup.forecast;

/**
 * There is too little to go on.
 *
 * @param sentence why, for people: "too little to go on: ..."; holds no value
 */
public record NoPrognosis(Reason reason, String sentence, Basis basis) implements Outlook {
  /** Why there is none. */
  public enum Reason {
    /** No reading at or before the origin. */
    NO_READING,
    /** The last reading is too old. */
    TOO_OLD,
    /** Too few readings in the hour before the last. */
    TOO_FEW,
    /** The readings of that hour lie too close together to show a direction. */
    TOO_SHORT
  }
}
