package io.efollowup.insight;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a goal set with a patient may be about. */
public enum GoalMeasure {
  /** Time in target, percent, at least. */
  TIME_IN_TARGET("tir"),
  /** Time below target, very low included, percent, at most. */
  TIME_BELOW("tbr"),
  /** Time very low, percent, at most. */
  TIME_VERY_LOW("very-low"),
  /** Time above target, very high included, percent, at most. */
  TIME_ABOVE("tar"),
  /** Time very high, percent, at most. */
  TIME_VERY_HIGH("very-high"),
  /** Mean glucose, mg/dL, at most. */
  MEAN("mean"),
  /** Coefficient of variation, percent, at most. */
  CV("cv"),
  /** Glucose management indicator, percent, at most. */
  GMI("gmi"),
  /** Laboratory HbA1c, percent (NGSP), at most. */
  HBA1C("hba1c");

  private final String code;

  GoalMeasure(String code) {
    this.code = code;
  }

  /** The name on the command line and in files. */
  public String code() {
    return code;
  }

  /** The measure of this name. */
  public static Optional<GoalMeasure> ofCode(String code) {
    return Arrays.stream(values()).filter(measure -> measure.code.equals(code)).findFirst();
  }

  /** All names, for messages. */
  public static String codes() {
    return Arrays.stream(values()).map(GoalMeasure::code).collect(Collectors.joining(", "));
  }

  /** Whether more is better. */
  public boolean wantsMore() {
    return this == TIME_IN_TARGET;
  }
}
