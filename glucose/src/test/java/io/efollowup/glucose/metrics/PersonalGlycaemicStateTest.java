package io.efollowup.glucose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PersonalGlycaemicStateTest {
  private static final int WEEK = 7 * 288;

  @Test
  void shouldScoreASteadyWeekByMeanAndRangeAlone() {
    double[] steady = steadyWeek();

    double expected =
        1
            + 9 / (1 + Math.exp(-0.049 * (0 - 65.47)))
            + 1
            + 9 / (1 + Math.exp(0.0833 * (100 - 55.04)))
            + 1
            + 9 / (1 + Math.exp(0.1139 * (120 - 72.08)))
            + 9 / (1 + Math.exp(-0.09195 * (120 - 157.57)))
            + 0.5
            + 0.625;
    assertThat(pgs(steady)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void shouldCountEpisodesOfTwentyMinutesAWeekAndTheDeepOnesOnce() {
    double[] week = steadyWeek();
    Arrays.fill(week, 300, 304, 65);
    Arrays.fill(week, 309, 313, 65);
    Arrays.fill(week, 600, 603, 65);
    Arrays.fill(week, 900, 910, 65);
    Arrays.fill(week, 1200, 1204, 65);
    Arrays.fill(week, 1204, 1210, 50);

    // Back for 25 minutes is the same episode; 15 minutes are none; the deep one is not exclusive.
    double shallowScore = 0.5714 * 2 + 0.625;
    double deepScore = 0.5 + 4.5 * (1 - Math.exp(-0.81093));
    assertThat(pgs(week) - others(week)).isCloseTo(shallowScore + deepScore, within(1e-9));
  }

  @Test
  void shouldCapTheScoreOfManyShallowEpisodes() {
    double[] week = steadyWeek();
    for (int day = 0; day < 7; day++) {
      for (int time : new int[] {50, 150}) {
        Arrays.fill(week, day * 288 + time, day * 288 + time + 5, 65);
      }
    }
    assertThat(pgs(week) - others(week)).isCloseTo(5 + 0.5, within(1e-9));
  }

  /** Exactly a week of points on the grid. */
  private static double[] steadyWeek() {
    double[] steady = new double[WEEK + 1];
    Arrays.fill(steady, 120);
    steady[0] = Double.NaN;
    return steady;
  }

  private static MetricTable table(double[] values) {
    return GlucoseMetrics.of(Traces.mgdl(values), ZoneOffset.UTC);
  }

  private static double pgs(double[] values) {
    return table(values).value(MetricKey.PGS).orElseThrow();
  }

  /** The three scores that are no counts of episodes. */
  private static double others(double[] values) {
    MetricTable table = table(values);
    double gvp = table.value(MetricKey.GVP).orElseThrow();
    double inRange = table.value(MetricKey.TIR_70_180).orElseThrow();
    double mean = table.value(MetricKey.MEAN).orElseThrow();
    return 3
        + 9 / (1 + Math.exp(-0.049 * (gvp - 65.47)))
        + 9 / (1 + Math.exp(0.0833 * (inRange - 55.04)))
        + 9 / (1 + Math.exp(0.1139 * (mean - 72.08)))
        + 9 / (1 + Math.exp(-0.09195 * (mean - 157.57)));
  }
}
