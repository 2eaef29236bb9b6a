package io.efollowup.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.insight.RangeGoal;
import io.efollowup.report.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private final Numbers mgdl = numbers(GlucoseUnit.MG_DL, Language.EN);
  private final Numbers mmol = numbers(GlucoseUnit.MMOL_L, Language.ZH);

  @Test
  void shouldWriteMgdlWholeAndMmolWithOneDecimal() {
    assertThat(mgdl.glucose(Glucose.mgdl(99.5))).isEqualTo("100");
    assertThat(mgdl.glucose(Glucose.mmol(10.0))).isEqualTo("180");
    assertThat(mmol.glucose(Glucose.mmol(10))).isEqualTo("10.0");
    assertThat(mmol.glucose(Glucose.mgdl(126))).isEqualTo("7.0");
    assertThat(mgdl.glucose(GlucoseValue.OutOfRange.LOW)).isEqualTo("LO");
  }

  @Test
  void shouldWritePercentWholeAndSmallOnesWithOneDecimal() {
    assertThat(mgdl.percent(91.7)).isEqualTo("92 %");
    assertThat(mgdl.percent(0.38)).isEqualTo("0.4 %");
    assertThat(mgdl.percent(0.99)).isEqualTo("1 %");
    assertThat(mgdl.percent(0)).isEqualTo("0 %");
    assertThat(mgdl.percent(0.04)).isEqualTo("0.1 %");
    assertThat(mmol.shownPercent(91.5)).isEqualTo("91.5%");
  }

  @Test
  void shouldTellAShareAlikeAndBesideItsGoalAsExactlyAsThatNeeds() {
    // 3.6 % low: 4 % among those that add up to 100, though the goal of less than 4 % is met.
    RangeShares shares = RangeShares.of(trace(36, 964), GlucoseThresholds.STANDARD);
    assertThat(mgdl.share(shares, GlucoseZone.LOW)).isEqualTo("4 %");
    assertThat(mgdl.share(shares, GlucoseZone.TARGET)).isEqualTo("96 %");
    assertThat(mgdl.share(shares, GlucoseZone.LOW, RangeGoal.below(4))).isEqualTo("3.6 %");
    assertThat(mgdl.share(shares, GlucoseZone.LOW, RangeGoal.below(3))).isEqualTo("4 %");
  }

  @Test
  void shouldTellVariationAndIndicatorOnTheSideOfTheirGoal() {
    assertThat(mgdl.variation(36.3, OptionalDouble.of(36))).isEqualTo("36.3");
    assertThat(mgdl.variation(36.3, OptionalDouble.empty())).isEqualTo("36");
    assertThat(mgdl.variation(35.7, OptionalDouble.of(36))).isEqualTo("36");
    assertThat(mgdl.indicator(6.96, OptionalDouble.of(7))).isEqualTo("6.96");
    assertThat(mgdl.indicator(6.94, OptionalDouble.of(7))).isEqualTo("6.9");
  }

  private static GlucoseTrace trace(int low, int inTarget) {
    var trace = new GlucoseTrace.Builder();
    for (int i = 0; i < low + inTarget; i++) {
      trace.add(300L * i, new GlucoseValue.Measured(Glucose.mgdl(i < low ? 60 : 120)));
    }
    return trace.build();
  }

  @Test
  void shouldWriteDurationsWithoutNeedlessParts() {
    assertThat(mgdl.duration(Duration.ofMinutes(45))).isEqualTo("45 min");
    assertThat(mgdl.duration(Duration.ofMinutes(120))).isEqualTo("2 h");
    assertThat(mmol.duration(Duration.ofMinutes(125))).isEqualTo("2小时5分");
  }

  @Test
  void shouldTellTimeInThePatientsZone() {
    assertThat(mmol.dayAndClock(Instant.parse("2026-05-18T01:05:59Z")))
        .isEqualTo("2026-05-18 09:05");
  }

  private static Numbers numbers(GlucoseUnit unit, Language language) {
    return new Numbers(unit, Words.of(language), ZoneId.of("Asia/Shanghai"));
  }
}
