package io.efollowup.insight;

/**
 * How much of the time should be spent somewhere.
 *
 * @param direction whether more or less is wanted
 * @param percent the limit, which itself is not enough
 */
public record RangeGoal(Direction direction, double percent) {

  /** Which side of the limit is wanted. */
  public enum Direction {
    /** More than the limit. */
    ABOVE,
    /** Less than the limit. */
    BELOW
  }

  /** A goal of more than this. */
  public static RangeGoal above(double percent) {
    return new RangeGoal(Direction.ABOVE, percent);
  }

  /** A goal of less than this. */
  public static RangeGoal below(double percent) {
    return new RangeGoal(Direction.BELOW, percent);
  }

  /** Whether a share of the time, exact and not rounded, meets the goal. */
  public boolean isMetBy(double share) {
    return switch (direction) {
      case ABOVE -> share > percent;
      case BELOW -> share < percent;
    };
  }
}
