package io.efollowup.insight;

/** What has to be known of a meal before its response is read. */
public enum Circumstance {
  /** No reading in the 15 minutes before it. */
  NO_BASELINE(true),
  /** Readings are missing in the hours after it. */
  GAPS(true),
  /** The sensor reported LOW or HIGH: how far glucose went is not known. */
  BEYOND_SENSOR(true),
  /** Another meal was eaten in the two hours before it. */
  PREVIOUS_MEAL(true),
  /** Another meal was eaten in the two hours after it. */
  NEXT_MEAL(true),
  /** Glucose was below target before it: a rise may be the recovery. */
  LOW_BEFORE(true),
  /** Fast insulin was given between one hour before and one hour after it. */
  INSULIN(false),
  /** There was exercise between one hour before and two hours after it. */
  EXERCISE(false);

  private final boolean preventsComparison;

  Circumstance(boolean preventsComparison) {
    this.preventsComparison = preventsComparison;
  }

  /** Whether such a meal is left out when responses are compared. */
  public boolean preventsComparison() {
    return preventsComparison;
  }
}
