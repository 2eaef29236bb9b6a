package io.efollowup.testkit.shanghai;

import io.efollowup.glucose.GlucoseUnit;
import java.util.List;
import java.util.Locale;

/**
 * The unit of a column of glucose. It is what the header says, unless the values say it cannot be;
 * where the header says nothing the values decide, if they leave no choice.
 */
final class Units {
  /** Nobody has more in mmol/L, and hardly anybody less in mg/dL. */
  private static final double BETWEEN = 33.35;

  private Units() {}

  /**
   * @throws IllegalArgumentException where header and values disagree or leave a choice
   */
  static GlucoseUnit of(String header, List<Double> values) {
    String plain = header.toLowerCase(Locale.ROOT).replace(" ", "");
    boolean mgdl = plain.contains("mg/dl");
    boolean mmol = plain.contains("mmol/l");
    boolean allBelow = values.stream().allMatch(value -> value < BETWEEN);
    boolean allAbove = values.stream().allMatch(value -> value > BETWEEN);
    if (mgdl ? !allBelow : !mmol && allAbove && !values.isEmpty()) {
      return GlucoseUnit.MG_DL;
    }
    if (mmol ? allBelow : !mgdl && allBelow && !values.isEmpty()) {
      return GlucoseUnit.MMOL_L;
    }
    throw new IllegalArgumentException(
        "the unit of the glucose values is not certain: header and values do not agree on mg/dL or"
            + " mmol/L");
  }
}
