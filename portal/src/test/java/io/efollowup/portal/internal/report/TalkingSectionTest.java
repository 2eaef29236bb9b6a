package io.efollowup.portal.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import io.efollowup.portal.internal.view.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class TalkingSectionTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 5, 10);
  private static final int A_DAY = 288;

  /** Seven days of readings every five minutes, in mg/dL by their number. */
  private static SevenDayAnalysis analysis(Targets targets, IntToDoubleFunction mgdl) {
    long begin = FIRST.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    var trace = new GlucoseTrace.Builder();
    for (int i = 0; i < 7 * A_DAY; i++) {
      double value = mgdl.applyAsDouble(i);
      trace.add(
          Instant.ofEpochSecond(begin + 300L * i).getEpochSecond(),
          new GlucoseValue.Measured(Glucose.mgdl(value)));
    }
    return SevenDayAnalysis.of(trace.build(), List.of(), ZoneOffset.UTC, targets, FIRST, 7);
  }

  private static List<String> sentences(
      SevenDayAnalysis analysis, Locale language, GlucoseUnit unit) {
    Section section =
        TalkingSection.of(new Reading(analysis, Words.in(language), unit)).orElseThrow();
    return ((Section.Points) section.body()).sentences();
  }

  @Test
  void shouldSayThatTheAverageMissesItsGoalInTheUnitRead() {
    SevenDayAnalysis steady = analysis(Targets.ADULT, i -> 170);

    assertThat(sentences(steady, Locale.ENGLISH, GlucoseUnit.MG_DL))
        .containsExactly(
            "Average glucose is above its goal: 170, where less than 154 mg/dL is aimed at.");
    assertThat(sentences(steady, Locale.CHINESE, GlucoseUnit.MMOL_L))
        .singleElement()
        .asString()
        .contains("9.4")
        .contains("8.6")
        .contains("mmol/L");
  }

  @Test
  void shouldSayThatTimeInRangeMissesItsGoal() {
    // High from 08:00 to 20:00, and now and then one low reading: no goal is missed but this one.
    SevenDayAnalysis half =
        analysis(
            Targets.OLDER,
            i -> {
              int slot = i % A_DAY;
              boolean day = slot >= 96 && slot < 239;
              return day ? 190 : slot >= 264 && slot % 8 == 0 && slot < 280 ? 65 : 130;
            });

    // 49.65 %, which the ranges on the page tell as 50.
    assertThat(half.shares().shown()).containsEntry(GlucoseZone.TARGET, 50.0);
    assertThat(sentences(half, Locale.ENGLISH, GlucoseUnit.MMOL_L))
        .containsExactly(
            "Time in range is below its goal: 50\u202f%, where more than 50\u202f% is aimed at.");
    assertThat(sentences(half, Locale.CHINESE, GlucoseUnit.MMOL_L))
        .singleElement()
        .asString()
        .contains("50\u202f%，");
  }

  @Test
  void shouldTellAVariationAsExactlyAsItsGoalNeeds() {
    // Two levels whose deviation is a little more than 36 % of their mean.
    SevenDayAnalysis varied = analysis(Targets.ADULT, i -> i % 2 == 0 ? 100 : 213.4);
    double cv = varied.metrics().value(MetricKey.CV).orElseThrow();
    assertThat(cv).isBetween(36.0, 36.5);

    assertThat(sentences(varied, Locale.ENGLISH, GlucoseUnit.MG_DL))
        .anyMatch(
            sentence -> sentence.startsWith("Glucose varied: CV 36.2\u202f%, above 36\u202f%"));
  }
}
