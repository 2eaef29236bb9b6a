package io.efollowup.forecast.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.forecast.GlucoseRisk;
import org.junit.jupiter.api.Test;

/** What came, only as far as readings tell. */
class TruthTest {
  private static Readings at(long[] minutes, double... mgdl) {
    long[] seconds = java.util.Arrays.stream(minutes).map(minute -> 60 * minute).toArray();
    return new Readings(seconds, mgdl, new byte[mgdl.length]);
  }

  @Test
  void shouldTakeValuesBetweenCloseReadingsOnly() {
    Readings readings = at(new long[] {0, 5, 15, 30}, 100, 110, 130, 160);

    assertThat(Truth.at(readings, 150)).isEqualTo(105);
    assertThat(Truth.at(readings, 600)).isEqualTo(120);
    assertThat(Truth.at(readings, 900)).isEqualTo(130);
    assertThat(Truth.at(readings, 900 + 80)).isEqualTo(130);
    assertThat(Truth.at(readings, 1200)).isNaN();
    assertThat(Truth.at(readings, 1800 + 91)).isNaN();
  }

  @Test
  void shouldTakeNoBoundForAValue() {
    Readings readings = at(new long[] {0, 5, 10, 15, 20, 25}, 60, 50, 40, 48, 400, 390);
    readings.sides()[2] = Readings.BELOW;
    readings.sides()[4] = Readings.ABOVE;

    assertThat(Truth.at(readings, 300)).isEqualTo(50);
    assertThat(Truth.at(readings, 450)).isNaN();
    assertThat(Truth.at(readings, 600)).isNaN();
    assertThat(Truth.at(readings, 750)).isNaN();
    assertThat(Truth.at(readings, 900)).isEqualTo(48);
    assertThat(Truth.at(readings, 1200)).isNaN();
    assertThat(Truth.at(readings, 1350)).isNaN();
    assertThat(Truth.after(readings, 0)).startsWith(50, Float.NaN, 48, Float.NaN, 390);
  }

  @Test
  void shouldKnowOfALowThatHasNoValue() {
    Readings readings = at(new long[] {0, 5, 10}, 60, 40, 40);
    readings.sides()[1] = Readings.BELOW;
    readings.sides()[2] = Readings.BELOW;

    float[] truth = Truth.after(readings, 0);

    assertThat(Truth.isKnown(readings, 0)).isTrue();
    assertThat(truth[0]).isNaN();
    assertThat(truth[Heads.STEPS + Heads.risk(GlucoseRisk.Limit.BELOW_54.ordinal(), 0)])
        .isEqualTo(1);
    assertThat(Truth.isKnown(readings, 2)).isFalse();
  }

  @Test
  void shouldKnowThatALimitWasPassedAndWhenItCannotTell() {
    Readings readings = at(new long[] {0, 15, 30, 60}, 100, 69, 80, 75);

    assertThat(Truth.passed(readings, 1, 0, 1800)).isEqualTo(1);
    assertThat(Truth.passed(readings, 1, 900, 1800)).isZero();
    assertThat(Truth.passed(readings, 1, 900, 3600)).isNaN();
    assertThat(Truth.passed(readings, 2, 0, 1800)).isZero();
    assertThat(Truth.passed(readings, 2, 0, 7200)).isNaN();
  }
}
