package io.efollowup.telemetry;

/**
 * Why an item of a message was not taken. The code is a stable word for counters, metrics and the
 * notice a device gets.
 */
public enum RefusalReason {
  /**
   * Not an object, a field stands twice, has the wrong JSON type or the wrong form, or fields
   * contradict each other.
   */
  MALFORMED("malformed"),
  /** A required field is missing. */
  MISSING_FIELD("missing-field"),
  /** The time is not ISO-8601 with an offset, or not of the years 2000 to 2100. */
  BAD_TIME("bad-time"),
  /**
   * The unit of a glucose value is neither {@code mg/dL} nor {@code mmol/L}, or the unit of a dose
   * is none the platform knows.
   */
  BAD_UNIT("bad-unit"),
  /** Outside what a living person's sensor can report, in either unit. */
  IMPOSSIBLE_GLUCOSE("impossible-glucose"),
  /** Impossible in the stated unit but possible in the other: told to the operator. */
  SUSPECTED_UNIT_ERROR("suspected-unit-error"),
  /** A number outside its range: negative carbohydrates, no minutes of exercise. */
  OUT_OF_BOUNDS("out-of-bounds"),
  /** A kind of event this version does not know. */
  UNKNOWN_KIND("unknown-kind"),
  /** More than 5 minutes ahead of the server's clock, after the device's clock offset. */
  FUTURE("future"),
  /** The same patient, session and second already has another value. */
  CONFLICT("conflict"),
  /** A field this schema does not have: removed, the item itself is kept. */
  UNKNOWN_FIELD("unknown-field"),
  /** A term no list of the platform has: recorded as {@code other}, the item itself is kept. */
  UNKNOWN_TERM("unknown-term");

  private final String code;

  RefusalReason(String code) {
    this.code = code;
  }

  /** The stable word for this reason. */
  public String code() {
    return code;
  }
}
