package io.efollowup.telemetry.internal;

import io.efollowup.telemetry.RefusalReason;

/**
 * What a number may be.
 *
 * @param least the least allowed
 * @param most the most allowed, inclusive
 * @param open whether {@code least} itself is not allowed
 */
record Bounds(double least, double most, boolean open) {
  /** From zero, inclusive. */
  static Bounds upTo(double most) {
    return new Bounds(0, most, false);
  }

  /** From zero, exclusive. */
  static Bounds positiveUpTo(double most) {
    return new Bounds(0, most, true);
  }

  /** Between the negative and the positive of this, inclusive. */
  static Bounds within(double most) {
    return new Bounds(-most, most, false);
  }

  double check(double value) throws ItemRefused {
    boolean highEnough = open ? value > least : value >= least;
    if (highEnough && value <= most) {
      return value;
    }
    throw new ItemRefused(RefusalReason.OUT_OF_BOUNDS);
  }
}
