package io.efollowup.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.LaboratoryValue;
import io.efollowup.insight.NinetyDayAnalysis;
import io.efollowup.insight.PersonalGoal;
import io.efollowup.insight.Targets;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NinetyDayReportTest {
  private static final DayRange PERIOD = new DayRange(LocalDate.of(2026, 2, 17), 90);
  private static final List<PersonalGoal> GOALS =
      List.of(
          new PersonalGoal(GoalMeasure.HBA1C, 7),
          new PersonalGoal(GoalMeasure.TIME_IN_TARGET, 70),
          new PersonalGoal(GoalMeasure.MEAN, 150));

  @Test
  void shouldTellTheProgrammeInEnglish() throws IOException {
    NinetyDayAnalysis analysis =
        analysis(trace(180, day -> true), List.of(laboratory(5, 8.4), laboratory(86, 7.9)), GOALS);
    try (PDDocument pdf = write(analysis, Language.EN, GlucoseUnit.MG_DL, PageSize.A4)) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(2);
      String text = Pdfs.text(pdf);
      assertThat(text).contains("90 days: glycated haemoglobin", "17 Feb 2026 – 17 May 2026");
      assertThat(text).contains("7.9 %", "63 mmol/mol", "14 May 2026", "Laboratory minus GMI");
      assertThat(text).contains("Next HbA1c, if measured now", "80 % sure");
      assertThat(text).contains("Goals set with the patient", "Laboratory HbA1c", "≤ 7.0 %");
      assertThat(text).contains("Week by week", "11 May – 17 May", "Beside the 90 days before");
      assertThat(text).contains("19 Nov 2025 – 16 Feb 2026", "How these figures come about");
      assertThat(text).contains("not a medical device", "Page 2 of 2");
    }
  }

  @Test
  void shouldTellTheProgrammeInChinese() throws IOException {
    Pdfs.assumeChinese();
    NinetyDayAnalysis analysis =
        analysis(trace(90, day -> true), List.of(laboratory(86, 7.9)), GOALS);
    try (PDDocument pdf = write(analysis, Language.ZH, GlucoseUnit.MMOL_L, PageSize.LETTER)) {
      assertThat(Pdfs.text(pdf))
          .contains("90天糖化血红蛋白管理报告", "化验值减GMI", "与患者共同设定的目标", "逐周汇总")
          .contains("≤ 8.3 mmol/L", "与此前90天比较", "不是医疗器械");
    }
  }

  @Test
  void shouldGiveNoForecastFromAShortWearAlone() throws IOException {
    NinetyDayAnalysis analysis = analysis(trace(90, day -> day >= 76), List.of(), List.of());
    try (PDDocument pdf = write(analysis, Language.EN, GlucoseUnit.MG_DL, PageSize.A4)) {
      assertThat(Pdfs.text(pdf))
          .contains("There is no forecast", "no value entered", "Not enough data")
          .contains("agreed for the group")
          .contains("Time in target  > 70 %", "Time below target  < 4 %");
    }
  }

  @ParameterizedTest
  @MethodSource("awkward")
  void shouldStandAnyData(NinetyDayAnalysis analysis) throws IOException {
    for (PageSize paper : PageSize.values()) {
      for (Language language : languages()) {
        for (GlucoseUnit unit : GlucoseUnit.values()) {
          try (PDDocument pdf = write(analysis, language, unit, paper)) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
            Pdfs.assertNothingOutside(pdf);
          }
        }
      }
    }
  }

  private static List<Language> languages() {
    return FontSource.system().supports(Language.ZH)
        ? List.of(Language.values())
        : List.of(Language.EN);
  }

  static Stream<Arguments> awkward() {
    List<PersonalGoal> all = new ArrayList<>();
    for (GoalMeasure measure : GoalMeasure.values()) {
      all.add(new PersonalGoal(measure, measure == GoalMeasure.MEAN ? 150 : 7));
    }
    return Stream.of(
            analysis(GlucoseTrace.EMPTY, List.of(), List.of()),
            analysis(GlucoseTrace.EMPTY, List.of(laboratory(3, 3), laboratory(4, 20)), all),
            analysis(trace(90, day -> day == 40), List.of(laboratory(80, 14)), all),
            analysis(trace(180, day -> day % 11 < 4), List.of(laboratory(1, 5)), all),
            NinetyDayAnalysis.of(
                trace(90, day -> true),
                SampleAnalyses.ZONE,
                Targets.GESTATIONAL,
                PERIOD,
                List.of(),
                List.of()))
        .map(Arguments::of);
  }

  private static NinetyDayAnalysis analysis(
      GlucoseTrace trace, List<LaboratoryValue> laboratory, List<PersonalGoal> goals) {
    return NinetyDayAnalysis.of(
        trace, SampleAnalyses.ZONE, Targets.ADULT, PERIOD, laboratory, goals);
  }

  private static LaboratoryValue laboratory(int day, double percent) {
    return new LaboratoryValue(
        PERIOD.firstDay().plusDays(day).atTime(9, 0).atZone(SampleAnalyses.ZONE).toInstant(),
        GlycatedHaemoglobin.percent(percent));
  }

  /** The days that end with the period, worn where the test says so. */
  private static GlucoseTrace trace(int days, IntPredicate worn) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    for (int day = 0; day < days; day++) {
      if (!worn.test(day)) {
        continue;
      }
      long midnight =
          PERIOD
              .lastDay()
              .minusDays(days - 1L - day)
              .atStartOfDay(SampleAnalyses.ZONE)
              .toEpochSecond();
      for (int i = 0; i < 96; i++) {
        double mgdl = 190 - day * 0.3 + 40 * Math.sin(i / 15.0);
        builder.add(midnight + 900L * i, new GlucoseValue.Measured(Glucose.mgdl(mgdl)));
      }
    }
    return builder.build();
  }

  private static PDDocument write(
      NinetyDayAnalysis analysis, Language language, GlucoseUnit unit, PageSize paper)
      throws IOException {
    return Pdfs.of(
        out -> NinetyDayReport.write(analysis, Pdfs.options(language, unit, paper), out));
  }
}
