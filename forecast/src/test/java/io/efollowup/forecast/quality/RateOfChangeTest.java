package io.efollowup.forecast.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateOfChangeTest {
  @ParameterizedTest
  @CsvSource({
    "0,STEADY",
    "0.99,STEADY",
    "-0.99,STEADY",
    "1,RISING",
    "-1,FALLING",
    "2,RISING_FAST",
    "-2.5,FALLING_FAST",
    "3,RISING_VERY_FAST",
    "-3,FALLING_VERY_FAST",
    "12,RISING_VERY_FAST"
  })
  void shouldClassARate(double mgdlPerMinute, RateOfChange rate) {
    assertThat(RateOfChange.of(mgdlPerMinute)).isEqualTo(rate);
  }

  @Test
  void shouldTakeTheRateOverTheLastQuarterOfAnHour() {
    History history = new History(GlucoseSeries.of(0, new float[] {300, 100, 90, 80, 70}));
    assertThat(RateOfChange.at(history)).isEqualTo(RateOfChange.FALLING_FAST);
  }
}
