package io.efollowup.insight;

import java.util.OptionalDouble;

/**
 * How far a laboratory's HbA1c lies from what the sensor's glucose of the weeks before it suggests.
 * A lasting difference is a person's own: the life of their red cells, anaemia, kidney disease,
 * iron, variants of haemoglobin, or the sensor. It is no reason to trust either less, but a goal in
 * one is then not the same goal in the other.
 *
 * @param laboratory the value
 * @param days days before it that the glucose is of: 90, or 14 where there is less
 * @param gmi glucose management indicator of those days, percent; empty where there is too little
 */
public record GlycationGap(LaboratoryValue laboratory, int days, OptionalDouble gmi) {
  /** Differences below this are usual between the two, in percentage points. */
  public static final double NOTABLE = 0.5;

  /** What a gap means. */
  public enum Meaning {
    /** There is too little glucose data before the blood was taken. */
    UNKNOWN,
    /** The two agree within what is usual. */
    AGREE,
    /** The laboratory's value is notably higher. */
    LABORATORY_HIGHER,
    /** The laboratory's value is notably lower. */
    LABORATORY_LOWER
  }

  /** Laboratory minus GMI in percentage points. */
  public OptionalDouble points() {
    return gmi.isPresent()
        ? OptionalDouble.of(laboratory.value().percent() - gmi.getAsDouble())
        : OptionalDouble.empty();
  }

  /** What it means. */
  public Meaning meaning() {
    if (points().isEmpty()) {
      return Meaning.UNKNOWN;
    }
    double points = points().getAsDouble();
    if (Math.abs(points) < NOTABLE) {
      return Meaning.AGREE;
    }
    return points > 0 ? Meaning.LABORATORY_HIGHER : Meaning.LABORATORY_LOWER;
  }
}
