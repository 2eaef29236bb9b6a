package io.efollowup.insight;

/**
 * What glucose did in the two hours after something was done, beside the same time of other days on
 * which it was not. Observed, not caused: people do things at times and in states that matter too.
 */
public sealed interface Effect {
  /** What was done. */
  Subject subject();

  /** How often it was logged. */
  int times();

  /**
   * What was done.
   *
   * @param kind exercise or a medicine
   * @param name term of the platform's list; empty for exercise of several kinds
   */
  record Subject(Kind kind, String name) {
    /** What sort of thing. */
    public enum Kind {
      EXERCISE,
      MEDICATION
    }
  }

  /**
   * An estimate.
   *
   * @param compared how many times could be compared
   * @param comparisons times of other days they were compared with, in all
   * @param differenceMgdl mean over these times of: change of glucose in the two hours after it,
   *     minus the mean change at the same time of matched days
   * @param fromMgdl lower end of the 95 % confidence interval of that mean (Student's t)
   * @param toMgdl upper end
   */
  record Estimated(
      Subject subject,
      int times,
      int compared,
      int comparisons,
      double differenceMgdl,
      double fromMgdl,
      double toMgdl)
      implements Effect {

    /** What the interval says. */
    public Direction direction() {
      if (toMgdl < 0) {
        return Direction.LOWER;
      }
      return fromMgdl > 0 ? Direction.HIGHER : Direction.UNCLEAR;
    }
  }

  /** Nothing can be said. */
  record Unknown(Subject subject, int times, int compared, Reason reason) implements Effect {}

  /** Where glucose went beside matched times. */
  enum Direction {
    LOWER,
    HIGHER,
    /** The interval holds zero. */
    UNCLEAR
  }

  /** Why nothing can be said. */
  enum Reason {
    /** Readings are missing at the time or two hours later. */
    NO_READINGS,
    /** It was done at this time of day on every day that is like it, so nothing compares. */
    NO_OTHER_DAYS,
    /** Fewer than three times have another day to compare with. */
    TOO_FEW
  }
}
