package io.efollowup.glucose;

/** What a sensor reports at one moment: a number, or that glucose lies outside what it can tell. */
public sealed interface GlucoseValue {

  /**
   * A number.
   *
   * @param glucose the measured concentration
   */
  record Measured(Glucose glucose) implements GlucoseValue {}

  /**
   * A sensor's LOW or HIGH: below or above its measuring range, without a number. It counts in the
   * outermost range, is part of no mean, and alarms.
   */
  enum OutOfRange implements GlucoseValue {
    /** Below the sensor's measuring range. */
    LOW,
    /** Above the sensor's measuring range. */
    HIGH
  }
}
