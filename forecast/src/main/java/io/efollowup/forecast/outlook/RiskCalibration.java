package io.efollowup.forecast.outlook;

import java.util.Arrays;

/**
 * Platt's calibration of each limit and time: the logit times a slope plus a constant, fitted on
 * people not trained on, held near 1 and 0 where little happened.
 *
 * @param slopes by risk, as {@link Heads#risk}
 */
record RiskCalibration(float[] slopes, float[] constants) {
  private static final int ROUNDS = 30;
  private static final double HELD = 3;

  static RiskCalibration none() {
    float[] slopes = new float[Heads.RISKS];
    Arrays.fill(slopes, 1);
    return new RiskCalibration(slopes, new float[Heads.RISKS]);
  }

  static RiskCalibration of(Cases cases, float[][] outputs) {
    RiskCalibration calibration = none();
    for (int risk = 0; risk < Heads.RISKS; risk++) {
      calibration.fit(risk, cases, outputs);
    }
    return calibration;
  }

  /** Newton's method on the penalised likelihood. */
  private void fit(int risk, Cases cases, float[][] outputs) {
    double slope = 1;
    double constant = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double bySlope = HELD * (slope - 1);
      double byConstant = HELD * constant;
      double slopes = HELD;
      double mixed = 0;
      double constants = HELD;
      for (int i = 0; i < cases.size(); i++) {
        float passed = cases.y()[i][Heads.STEPS + risk];
        if (Float.isNaN(passed)) {
          continue;
        }
        double logit = outputs[i][Heads.FIRST_RISK + risk];
        double probability = 1 / (1 + Math.exp(-(slope * logit + constant)));
        double weight = probability * (1 - probability);
        bySlope += (probability - passed) * logit;
        byConstant += probability - passed;
        slopes += weight * logit * logit;
        mixed += weight * logit;
        constants += weight;
      }
      double determinant = slopes * constants - mixed * mixed;
      slope -= Math.clamp((constants * bySlope - mixed * byConstant) / determinant, -1, 1);
      constant -= Math.clamp((slopes * byConstant - mixed * bySlope) / determinant, -1, 1);
    }
    slopes[risk] = (float) Math.clamp(slope, 0.1, 5);
    constants[risk] = (float) Math.clamp(constant, -5, 5);
  }

  /**
   * The probability of passing a limit within each of {@link Heads#RISK_MINUTES}, never less for a
   * longer time.
   */
  double[] probabilities(float[] outputs, int limit) {
    double[] probabilities = new double[Heads.RISK_MINUTES.length];
    for (int knot = 0; knot < probabilities.length; knot++) {
      int risk = Heads.risk(limit, knot);
      double logit = slopes[risk] * outputs[Heads.FIRST_RISK + risk] + constants[risk];
      double probability = 1 / (1 + Math.exp(-logit));
      probabilities[knot] =
          knot == 0 ? probability : Math.max(probability, probabilities[knot - 1]);
    }
    return probabilities;
  }
}
