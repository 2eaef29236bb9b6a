package io.efollowup.report.internal;

import io.efollowup.insight.RangeGoal;

/** Writes goals. */
record Goals(Numbers numbers, Words words) {
  /** A goal as a limit. */
  String limit(RangeGoal goal) {
    return switch (goal.direction()) {
      case ABOVE -> above(numbers.percent(goal.percent()));
      case BELOW -> below(numbers.percent(goal.percent()));
    };
  }

  String below(String number) {
    return words.say("goal.below", number);
  }

  String above(String number) {
    return words.say("goal.above", number);
  }
}
