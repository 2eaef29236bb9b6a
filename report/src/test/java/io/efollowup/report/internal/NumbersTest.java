package io.efollowup.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.report.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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
    assertThat(mmol.shownPercent(91.5)).isEqualTo("91.5%");
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
