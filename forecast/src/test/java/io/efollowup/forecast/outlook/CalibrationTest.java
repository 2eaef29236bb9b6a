package io.efollowup.forecast.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Calibration mends a net that is too sure of itself, by what came to people it has not seen. */
class CalibrationTest {
  private static final int CASES = 20_000;

  /** What comes is spread twice as wide as the net says; risks are as likely as half its logit. */
  private static Cases cases(float[][] outputs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] normal = {-1.96, -1.2816, -0.6745, 0, 0.6745, 1.2816, 1.96};
    float[][] y = new float[CASES][Truth.SIZE];
    int[] stratum = new int[CASES];
    for (int i = 0; i < CASES; i++) {
      stratum[i] = i % Strata.COUNT;
      outputs[i] = new float[Heads.OUTPUTS];
      for (int step = 0; step < Heads.STEPS; step++) {
        for (int level = 0; level < normal.length; level++) {
          outputs[i][level * Heads.STEPS + step] = (float) (0.1 * (1 + step) * normal[level]);
        }
        y[i][step] = (float) (0.2 * (1 + step) * random.nextGaussian());
      }
      for (int risk = 0; risk < Heads.RISKS; risk++) {
        float logit = (float) (3 * random.nextGaussian());
        outputs[i][Heads.FIRST_RISK + risk] = logit;
        y[i][Heads.STEPS + risk] = random.nextDouble() < 1 / (1 + Math.exp(-logit / 2 + 1)) ? 1 : 0;
      }
    }
    return new Cases(new float[CASES][], y, new float[CASES], stratum, new float[CASES]);
  }

  @Test
  void shouldWidenIntervalsToWhatTheySay() {
    float[][] outputs = new float[CASES][];
    IntervalCalibration calibration = IntervalCalibration.of(cases(outputs, 1), outputs);
    float[][] others = new float[CASES][];
    Cases cases = cases(others, 2);

    assertThat(held(calibration, cases, others, 2, 4)).isCloseTo(0.5, within(0.015));
    assertThat(held(calibration, cases, others, 1, 5)).isCloseTo(0.8, within(0.015));
    assertThat(held(calibration, cases, others, 0, 6)).isCloseTo(0.95, within(0.015));
    assertThat(held(IntervalCalibration.none(), cases, others, 1, 5)).isLessThan(0.55);
  }

  private static double held(
      IntervalCalibration calibration, Cases cases, float[][] outputs, int low, int high) {
    int held = 0;
    int count = 0;
    float[] medians = new float[Heads.STEPS];
    for (int i = 0; i < cases.size(); i++) {
      float[][] distances = calibration.distances(outputs[i], cases.stratum()[i], medians);
      for (int step = 0; step < Heads.STEPS; step++) {
        float change = cases.y()[i][step] - medians[step];
        held += change >= -distances[low][step] && change <= distances[high][step] ? 1 : 0;
        count++;
      }
    }
    return (double) held / count;
  }

  @Test
  void shouldTurnLogitsIntoWhatHappens() {
    float[][] outputs = new float[CASES][];
    RiskCalibration calibration = RiskCalibration.of(cases(outputs, 1), outputs);

    for (int risk = 0; risk < Heads.RISKS; risk++) {
      assertThat(calibration.slopes()[risk]).isCloseTo(0.5f, within(0.05f));
      assertThat(calibration.constants()[risk]).isCloseTo(-1f, within(0.1f));
    }
  }
}
