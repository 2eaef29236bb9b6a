package io.efollowup.server.csv;

import io.efollowup.glucose.GoalMeasure;
import io.efollowup.insight.PersonalGoal;

/** Reads goals as people write them. */
public final class GoalText {
  private GoalText() {}

  /**
   * Reads a goal such as {@code tir=70}, {@code hba1c=7.0}, {@code hba1c=53mmol/mol} or {@code
   * mean=8.3mmol/L}.
   *
   * @throws IllegalArgumentException with a sentence that says what is expected
   */
  public static PersonalGoal parse(String text) {
    String[] parts = text.split("=", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a goal is written measure=value, such as tir=70");
    }
    String number = parts[1].strip();
    int end = 0;
    while (end < number.length() && "0123456789.".indexOf(number.charAt(end)) >= 0) {
      end++;
    }
    return of(parts[0].strip(), number.substring(0, end), number.substring(end).strip());
  }

  /**
   * Reads a goal from its parts.
   *
   * @param unit empty for percent; of mean glucose it must be stated
   * @throws IllegalArgumentException with a sentence that says what is expected
   */
  public static PersonalGoal of(String measure, String value, String unit) {
    GoalMeasure about =
        GoalMeasure.ofCode(measure)
            .orElseThrow(
                () ->
                    new IllegalArgumentException("a goal is about one of " + GoalMeasure.codes()));
    return new PersonalGoal(about, about.limit(number(value), unit));
  }

  static double number(String text) {
    try {
      if (text.matches("[0-9]+(\\.[0-9]+)?")) {
        return Double.parseDouble(text);
      }
    } catch (NumberFormatException e) {
      // Falls through to the refusal.
    }
    throw new IllegalArgumentException("not a number; expected one such as 70 or 7.0");
  }
}
