package io.efollowup.glucose.metrics;

import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** Indices of risk and quality over measured values in mg/dL; each says whose formula it is. */
final class RiskIndices {
  /** Ten times 1.509 squared (Kovatchev et al., Diabetes Care 20:1655, 1997), as iglu rounds it. */
  private static final double RISK_SCALE = 22.77;

  /** Where Kovatchev's scale is zero. */
  private static final double RISK_CENTRE = 112.5;

  private RiskIndices() {}

  /** The symmetrised glucose scale, negative for low values. */
  static double symmetrised(double mgdl) {
    return Math.pow(Math.log(mgdl), 1.084) - 5.381;
  }

  static double lowRisk(double symmetrised) {
    double below = Math.min(symmetrised, 0);
    return RISK_SCALE * below * below;
  }

  static double highRisk(double symmetrised) {
    double above = Math.max(symmetrised, 0);
    return RISK_SCALE * above * above;
  }

  /** Low blood glucose index. */
  static double lbgi(TraceFigures f) {
    double[] values = f.values();
    double[] symmetrised = f.symmetrised();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] < RISK_CENTRE ? lowRisk(symmetrised[i]) : 0;
    }
    return sum / values.length;
  }

  /** High blood glucose index. */
  static double hbgi(TraceFigures f) {
    double[] values = f.values();
    double[] symmetrised = f.symmetrised();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] >= RISK_CENTRE ? highRisk(symmetrised[i]) : 0;
    }
    return sum / values.length;
  }

  /** GRADE of one value (Hill et al., Diabetic Medicine 24:753, 2007). */
  static double grade(double mgdl) {
    double root = Math.log10(Math.log10(mgdl / 18)) + 0.16;
    double score = 425 * root * root;
    return Double.isNaN(score) ? 50 : Math.min(50, score);
  }

  static double grade(TraceFigures f) {
    return mean(f.grades(), score -> score);
  }

  /** Percent of the summed GRADE that the values a range takes in bring. */
  static double gradeShare(TraceFigures f, DoublePredicate range) {
    double[] values = f.values();
    double[] grades = f.grades();
    double all = 0;
    double within = 0;
    for (int i = 0; i < values.length; i++) {
      all += grades[i];
      within += range.test(values[i]) ? grades[i] : 0;
    }
    return 100 * within / all;
  }

  /** Hyperglycaemia index above 140 mg/dL (Rodbard, Diabetes Technol Ther 11:S55, 2009). */
  static double hyperIndex(double[] values) {
    return mean(values, g -> g > 140 ? Math.pow(g - 140, 1.1) : 0) / 30;
  }

  /** Hypoglycaemia index below 80 mg/dL (Rodbard, as above). */
  static double hypoIndex(double[] values) {
    return mean(values, g -> g < 80 ? (80 - g) * (80 - g) : 0) / 30;
  }

  /** M-value around 90 mg/dL (Schlichtkrull et al., Acta Med Scand 177:95, 1965). */
  static double mValue(double[] values) {
    return mean(
        values,
        g -> {
          double distance = Math.abs(Math.log10(g / 90));
          return 1000 * distance * distance * distance;
        });
  }

  /** Glycaemia risk index (Klonoff et al., J Diabetes Sci Technol 17:1226, 2023). */
  static double gri(TraceFigures f) {
    double veryLow = f.percentBelow(RangeLimit.MG_54);
    double low = f.percentBelow(RangeLimit.MG_70) - veryLow;
    double veryHigh = f.percentAbove(RangeLimit.MG_250);
    double high = f.percentAbove(RangeLimit.MG_180) - veryHigh;
    return Math.min(100, 3 * veryLow + 2.4 * low + 1.6 * veryHigh + 0.8 * high);
  }

  /**
   * Continuous glucose monitoring index (Leelarathna et al., J Diabetes Sci Technol 14:277, 2020).
   */
  static double cogi(TraceFigures f) {
    double inRange = f.percentWithin(RangeLimit.MG_70, RangeLimit.MG_180) / 100;
    double below = Math.clamp(1 - f.percentBelow(RangeLimit.MG_70) / 15, 0, 1);
    double spread = Math.clamp((108 - f.standardDeviation()) / 90, 0, 1);
    return 50 * inRange + 35 * below + 15 * spread;
  }

  /** One score for each value. */
  static double[] each(double[] values, DoubleUnaryOperator score) {
    double[] scores = new double[values.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score.applyAsDouble(values[i]);
    }
    return scores;
  }

  private static double mean(double[] values, DoubleUnaryOperator score) {
    double sum = 0;
    for (double value : values) {
      sum += score.applyAsDouble(value);
    }
    return sum / values.length;
  }
}
