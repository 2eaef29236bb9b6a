package io.efollowup.insight;

/**
 * The consensus goals that shares of time are held against, in percent: not more than these.
 * Battelino et al., Diabetes Care 42:1593 (2019).
 */
record Goals(double veryLow, double low, double high, double veryHigh, double cv) {
  static final Goals STANDARD = new Goals(1, 4, 25, 5, 36);
}
