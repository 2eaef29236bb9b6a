package io.efollowup.glucose;

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

  /**
   * A limit as people state it, in this measure's unit.
   *
   * @param unit {@code %} or empty; of HbA1c also {@code mmol/mol}; of mean glucose {@code mg/dL}
   *     or {@code mmol/L}, always stated
   * @throws IllegalArgumentException with a sentence that says what is expected
   */
  public double limit(double value, String unit) {
    return switch (this) {
      case MEAN ->
          switch (unit) {
            case "mg/dL", "mgdl" -> checked(Glucose.mgdl(value)).mgdl();
            case "mmol/L", "mmol" -> checked(Glucose.mmol(value)).mgdl();
            default ->
                throw new IllegalArgumentException(
                    "a goal of mean glucose states its unit: mean=8.3mmol/L or mean=150mg/dL");
          };
      case HBA1C ->
          switch (unit) {
            case "", "%" -> GlycatedHaemoglobin.percent(value).percent();
            case "mmol/mol" -> inPercent(GlycatedHaemoglobin.mmolPerMol(value));
            default -> throw new IllegalArgumentException("HbA1c is in % or mmol/mol");
          };
      default -> {
        if (!unit.isEmpty() && !unit.equals("%") || !(value >= 0) || value > 100) {
          throw new IllegalArgumentException("this goal is a percentage from 0 to 100");
        }
        yield value;
      }
    };
  }

  /** The lowest mmol/mol a laboratory reports are less than the lowest percent. */
  private static double inPercent(GlycatedHaemoglobin limit) {
    if (!GlycatedHaemoglobin.Unit.PERCENT.isPossible(limit.percent())) {
      throw new IllegalArgumentException(
          "a goal of HbA1c lies between 3 and 20 %, or between 9.3 and 195 mmol/mol");
    }
    return limit.percent();
  }

  private static Glucose checked(Glucose mean) {
    if (!mean.isPossible()) {
      throw new IllegalArgumentException(
          "no living person has this mean glucose; is the unit right?");
    }
    return mean;
  }

  /** Whether more is better. */
  public boolean wantsMore() {
    return this == TIME_IN_TARGET;
  }
}
