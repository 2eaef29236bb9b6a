package io.efollowup.insight;

/**
 * A goal set with one patient.
 *
 * @param measure what it is about; says the unit and whether it is a least or a most
 * @param value the limit, which itself is enough
 */
public record PersonalGoal(GoalMeasure measure, double value) {
  public PersonalGoal {
    if (!(value >= 0) || value > 1000) {
      throw new IllegalArgumentException("a goal is a number of at least 0");
    }
  }

  /** Whether a figure meets the goal. */
  public boolean isMetBy(double figure) {
    return measure.wantsMore() ? figure >= value : figure <= value;
  }
}
