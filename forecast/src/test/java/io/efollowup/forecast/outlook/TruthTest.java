package io.efollowup.forecast.outlook;

import static org.assertj.core.api.Assertions.assertThat;

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
  void shouldKnowThatALimitWasPassedAndWhenItCannotTell() {
    Readings readings = at(new long[] {0, 15, 30, 60}, 100, 69, 80, 75);

    assertThat(Truth.passed(readings, 1, 0, 1800)).isEqualTo(1);
    assertThat(Truth.passed(readings, 1, 900, 1800)).isZero();
    assertThat(Truth.passed(readings, 1, 900, 3600)).isNaN();
    assertThat(Truth.passed(readings, 2, 0, 1800)).isZero();
    assertThat(Truth.passed(readings, 2, 0, 7200)).isNaN();
  }
}
