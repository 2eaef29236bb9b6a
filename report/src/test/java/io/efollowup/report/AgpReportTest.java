package io.efollowup.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.insight.AgpAnalysis;
import io.efollowup.insight.AgpSufficiency;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.Targets;
import java.io.IOException;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AgpReportTest {
  private static final int A_DAY = 96;

  @Test
  void shouldWriteTheFiguresOnOnePageInEnglish() throws IOException {
    try (PDDocument pdf = write(full(), Language.EN, GlucoseUnit.MG_DL, PageSize.LETTER)) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
      String text = Pdfs.text(pdf);
      assertThat(text).contains("Ambulatory glucose profile report", "11 May 2026 – 24 May 2026");
      assertThat(text).contains("Enough data: readings on 14 of 14 days, sensor active 100 %");
      assertThat(text).contains("Time in ranges", "> 70 %", "not met", "together 50 %");
      assertThat(text).contains("Daily glucose profiles", "Mon", "24 May", "goal < 154");
      assertThat(text).contains("95 %", "about 15 minutes", "not a medical device");
      assertThat(text).doesNotContain("AGP");
    }
  }

  @Test
  void shouldWriteTheFiguresOnOnePageInChinese() throws IOException {
    Pdfs.assumeChinese();
    try (PDDocument pdf = write(full(), Language.ZH, GlucoseUnit.MMOL_L, PageSize.A4)) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
      assertThat(Pdfs.text(pdf))
          .contains("动态血糖图谱报告", "2026年5月11日", "数据充分", "各范围内时间", "未达标")
          .contains("每日血糖曲线", "周一", "5月24日", "不是医疗器械");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "14, 100, ENOUGH",
    "13, 100, LIMITED",
    "7, 100, LIMITED",
    "6, 100, NO_CURVE",
    "2, 100, NO_CURVE",
    "14, 60, LIMITED",
    "0, 100, NOTHING"
  })
  void shouldSayWhetherThereIsEnoughData(int days, int percent, AgpSufficiency.Level level)
      throws IOException {
    Random random = new Random(4);
    AgpAnalysis analysis = analysis(days, i -> mmol(6), i -> random.nextInt(100) < percent);
    assertThat(analysis.sufficiency().level()).isEqualTo(level);
    assertThat(analysis.sufficiency().hasCurve())
        .isEqualTo(level == AgpSufficiency.Level.ENOUGH || level == AgpSufficiency.Level.LIMITED);
    try (PDDocument pdf = write(analysis, Language.EN, GlucoseUnit.MG_DL, PageSize.A4)) {
      String text = Pdfs.text(pdf);
      String notice =
          switch (level) {
            case ENOUGH -> "Enough data";
            case NOTHING -> "There are no readings";
            default -> "Not enough data";
          };
      assertThat(text).contains(notice);
      assertThat(text.contains("Percentiles need at least 7 days"))
          .isEqualTo(!analysis.sufficiency().hasCurve());
    }
  }

  @Test
  void shouldSayThatHoursAreTooLittle() throws IOException {
    AgpAnalysis analysis = analysis(1, i -> mmol(6), i -> i < 40);
    assertThat(analysis.sufficiency().level()).isEqualTo(AgpSufficiency.Level.TOO_SHORT);
    try (PDDocument pdf = write(analysis, Language.EN, GlucoseUnit.MMOL_L, PageSize.A4)) {
      assertThat(Pdfs.text(pdf)).contains("Not enough data: 9.8 hours; 14 days are needed.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "30, 30, 15, 'readings on 30 of 30 days, sensor active'",
    "30, 10, 96, 'readings on 10 of 30 days (14 needed), sensor active'",
    "30, 5, 96, 'readings on 5 of 30 days (14 needed), sensor active'",
    "14, 10, 96, 'readings on 10 of 14 days needed, sensor active'"
  })
  void shouldTellDaysOfTheWholePeriod(int days, int worn, int perDay, String notice)
      throws IOException {
    AgpAnalysis analysis =
        AgpAnalysis.of(
            trace(worn, i -> mmol(6), i -> i % A_DAY < perDay),
            SampleAnalyses.ZONE,
            Targets.ADULT,
            new DayRange(SampleAnalyses.MONDAY, days));
    try (PDDocument pdf = write(analysis, Language.EN, GlucoseUnit.MG_DL, PageSize.A4)) {
      assertThat(Pdfs.text(pdf)).contains("Not enough data: " + notice);
    }
  }

  @ParameterizedTest
  @MethodSource("awkward")
  void shouldStayOnOnePageWhateverTheData(AgpAnalysis analysis, Language language, PageSize paper)
      throws IOException {
    if (language == Language.ZH) {
      Pdfs.assumeChinese();
    }
    for (GlucoseUnit unit : GlucoseUnit.values()) {
      try (PDDocument pdf = write(analysis, language, unit, paper)) {
        assertThat(pdf.getNumberOfPages()).isEqualTo(1);
        assertThat(pdf.getPage(0).getMediaBox().getWidth()).isEqualTo(paper.width());
        assertThat(pdf.getPage(0).getMediaBox().getHeight()).isEqualTo(paper.height());
        Pdfs.assertNothingOutside(pdf);
      }
    }
  }

  static Stream<Arguments> awkward() {
    Random random = new Random(8);
    return Stream.of(
            analysis(14, i -> mmol(6), i -> true),
            analysis(
                14,
                i ->
                    switch (random.nextInt(12)) {
                      case 0 -> GlucoseValue.OutOfRange.LOW;
                      case 1 -> GlucoseValue.OutOfRange.HIGH;
                      default -> mmol(1.1 + 32 * random.nextDouble());
                    },
                i -> true),
            analysis(14, i -> GlucoseValue.OutOfRange.LOW, i -> true),
            analysis(14, i -> GlucoseValue.OutOfRange.HIGH, i -> true),
            analysis(14, i -> mmol(7), i -> i % 7 < 2),
            analysis(1, i -> mmol(7), i -> i == 3),
            analysis(0, i -> mmol(7), i -> true))
        .flatMap(
            analysis ->
                Stream.of(
                    Arguments.of(analysis, Language.EN, PageSize.LETTER),
                    Arguments.of(analysis, Language.ZH, PageSize.A4)));
  }

  @Test
  void shouldShowTheTargetsOfPregnancyWithoutVeryHigh() throws IOException {
    AgpAnalysis analysis =
        AgpAnalysis.of(
            trace(14, i -> mmol(i % A_DAY < 48 ? 5 : 12), i -> true),
            SampleAnalyses.ZONE,
            Targets.PREGNANCY,
            new DayRange(SampleAnalyses.MONDAY, 14));
    try (PDDocument pdf = write(analysis, Language.EN, GlucoseUnit.MMOL_L, PageSize.A4)) {
      assertThat(Pdfs.text(pdf))
          .contains("3.5 – 7.8", "above 7.8", "pregnancy with type 1 diabetes")
          .doesNotContain("Very high", "goal < 8.6");
    }
  }

  private static AgpAnalysis full() {
    return analysis(14, i -> mmol(i % A_DAY < 48 ? 5 : 12), i -> true);
  }

  private static AgpAnalysis analysis(
      int days, IntFunction<GlucoseValue> values, IntPredicate worn) {
    return AgpAnalysis.of(
        trace(days, values, worn),
        SampleAnalyses.ZONE,
        Targets.ADULT,
        new DayRange(SampleAnalyses.MONDAY, 14));
  }

  private static GlucoseTrace trace(int days, IntFunction<GlucoseValue> values, IntPredicate worn) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    long start = SampleAnalyses.MONDAY.atStartOfDay(SampleAnalyses.ZONE).toEpochSecond();
    for (int i = 0; i < days * A_DAY; i++) {
      if (worn.test(i)) {
        builder.add(start + 900L * i, values.apply(i));
      }
    }
    return builder.build();
  }

  private static GlucoseValue mmol(double value) {
    return new GlucoseValue.Measured(Glucose.mmol(value));
  }

  private static PDDocument write(
      AgpAnalysis analysis, Language language, GlucoseUnit unit, PageSize paper)
      throws IOException {
    return Pdfs.of(out -> AgpReport.write(analysis, Pdfs.options(language, unit, paper), out));
  }
}
