package io.efollowup.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SevenDayReportTest {
  private static final Instant NOW = Instant.parse("2026-05-18T01:30:00Z");

  @Test
  void shouldWriteTheFiguresInEnglish() throws IOException {
    try (PDDocument pdf = write(SampleAnalyses.week(), Language.EN, GlucoseUnit.MG_DL)) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(4);
      String text = text(pdf);
      // Half the time at 5.0 and half at 12.0 mmol/L: mean 8.5, GMI 3.31 + 0.02392 * 153.13.
      assertThat(text).contains("7-day glucose report", "11 May 2026", "17 May 2026", "P-7K3F9Q");
      assertThat(text).contains("Mean glucose", "153", "6.97", "41", "50 %", "goal < 154");
      assertThat(text).contains("readings on 7 of 7 days, sensor active 100 %");
      assertThat(text).contains("12 h", "Ambulatory glucose profile", "Mon", "17 May");
      assertThat(text).contains("not a medical device", "Page 4 of 4");
    }
  }

  @Test
  void shouldWriteTheFiguresInChinese() throws IOException {
    assumeChinese();
    try (PDDocument pdf = write(SampleAnalyses.week(), Language.ZH, GlucoseUnit.MMOL_L)) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(4);
      String text = text(pdf);
      assertThat(text).contains("7天动态血糖报告", "2026年5月11日", "平均血糖", "8.5", "50%");
      assertThat(text).contains("目标范围内", "动态血糖图谱", "周一", "5月17日", "12小时");
      assertThat(text).contains("不是医疗器械", "第 4 页，共 4 页");
      assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
    }
  }

  @Test
  void shouldSayWhatToTalkAboutAndWhereItStands() throws IOException {
    SevenDayAnalysis busy = SampleAnalyses.busy(Targets.ADULT, 7);
    try (PDDocument pdf = write(busy, Language.EN, GlucoseUnit.MMOL_L)) {
      assertThat(text(pdf, 1))
          .contains("What to talk about", "Very low glucose", "Low at night", "page 3")
          .contains("nothing is advice on treatment");
      assertThat(text(pdf, 3)).contains("Times of day", "Nights, 00:00–06:00", "GRI", "zone");
      assertThat(text(pdf, 3)).contains("pressure on the sensor?", "nothing logged near it");
      assertThat(text(pdf, 4)).contains("What followed meals", "Rice porridge", "insulin near");
      assertThat(text(pdf, 4)).contains("Exercise: walking", "cannot tell: done on every day");
    }
  }

  @Test
  void shouldNotSayThatGoalsAreMetWhereTheAverageIsAboveItsGoal() throws IOException {
    try (PDDocument pdf =
        write(SampleAnalyses.steady(9.5, Targets.ADULT), Language.EN, GlucoseUnit.MMOL_L)) {
      assertThat(text(pdf, 1))
          .contains("Average glucose above its")
          .contains("On average 9.5 mmol/L; the goal is less than 8.6 mmol/L.")
          .doesNotContain("Nothing stands out", "no goal is missed");
    }
    try (PDDocument pdf =
        write(SampleAnalyses.steady(6, Targets.GESTATIONAL), Language.EN, GlucoseUnit.MMOL_L)) {
      assertThat(text(pdf, 1))
          .contains("100 % of the readings are in target.")
          .doesNotContain("no goal is missed");
    }
  }

  @Test
  void shouldSayWhatToTalkAboutInChinese() throws IOException {
    assumeChinese();
    SevenDayAnalysis busy = SampleAnalyses.busy(Targets.ADULT, 7);
    try (PDDocument pdf = write(busy, Language.ZH, GlucoseUnit.MMOL_L)) {
      assertThat(text(pdf, 1)).contains("就诊时可讨论的要点", "出现很低的血糖", "夜间偏低", "第3页");
      assertThat(text(pdf, 3)).contains("各时段血糖", "疑似传感器受压", "血糖风险指数");
      assertThat(text(pdf, 4)).contains("进餐后的血糖变化", "不代表因果", "无法判断");
    }
  }

  @Test
  void shouldNeitherNameADoseNorACause() throws IOException {
    SevenDayAnalysis busy = SampleAnalyses.busy(Targets.ADULT, 7);
    try (PDDocument pdf = write(busy, Language.EN, GlucoseUnit.MMOL_L)) {
      String summary = text(pdf, 1) + text(pdf, 3) + text(pdf, 4);
      assertThat(summary).doesNotContainIgnoringCase("because of the");
      assertThat(summary).doesNotContainPattern("(?i)increase|reduce|adjust|should");
    }
  }

  @ParameterizedTest
  @MethodSource("awkward")
  void shouldStandAnyData(SevenDayAnalysis analysis, Language language, int pages)
      throws IOException {
    if (language == Language.ZH) {
      assumeChinese();
    }
    try (PDDocument pdf = write(analysis, language, GlucoseUnit.MMOL_L)) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(pages);
      assertThat(text(pdf)).contains("P-7K3F9Q");
    }
  }

  static Stream<Arguments> awkward() {
    return Stream.of(Language.values())
        .flatMap(
            language ->
                Stream.of(
                    Arguments.of(SampleAnalyses.flat(), language, 4),
                    Arguments.of(SampleAnalyses.wild(), language, 4),
                    Arguments.of(SampleAnalyses.allLow(), language, 4),
                    Arguments.of(SampleAnalyses.oneReading(), language, 4),
                    Arguments.of(SampleAnalyses.nothing(), language, 4),
                    Arguments.of(SampleAnalyses.quarter(), language, 17)));
  }

  @Test
  void shouldSayThatLittleDataGivesNoSummaryFigure() throws IOException {
    try (PDDocument pdf = write(SampleAnalyses.oneReading(), Language.EN, GlucoseUnit.MMOL_L)) {
      assertThat(text(pdf))
          .contains("Less than 24 hours of data", "The profile needs at least 24 hours of data.");
    }
    try (PDDocument pdf = write(SampleAnalyses.nothing(), Language.EN, GlucoseUnit.MMOL_L)) {
      assertThat(text(pdf)).contains("There are no readings in this period.");
      assertThat(text(pdf)).doesNotContain("None of 15 minutes or more.");
    }
  }

  @Test
  void shouldTellInMetadataWhatItIsButNotWhoItIsAbout() throws IOException {
    try (PDDocument pdf = write(SampleAnalyses.week(), Language.EN, GlucoseUnit.MG_DL)) {
      assertThat(pdf.getDocumentInformation().getTitle())
          .isEqualTo("7-day glucose report, 11 May 2026 – 17 May 2026");
      assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en");
      assertThat(pdf.getDocumentCatalog().getViewerPreferences().displayDocTitle()).isTrue();
      String xmp = new String(pdf.getDocumentCatalog().getMetadata().toByteArray(), "UTF-8");
      assertThat(xmp).contains("7-day glucose report").doesNotContain("P-7K3F9Q");
      assertThat(pdf.getDocumentInformation().getCOSObject().toString()).doesNotContain("P-7K3F");
    }
  }

  @Test
  void shouldEmbedEveryFontAndHoldNoImage() throws IOException {
    assumeChinese();
    try (PDDocument pdf = write(SampleAnalyses.week(), Language.ZH, GlucoseUnit.MMOL_L)) {
      for (PDPage page : pdf.getPages()) {
        for (COSName name : page.getResources().getFontNames()) {
          assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
        }
        assertThat(page.getResources().getXObjectNames()).isEmpty();
      }
    }
  }

  @Test
  void shouldShowALabelThatTheMainFontCannotSet() throws IOException {
    ReportOptions options =
        new ReportOptions(Language.EN, GlucoseUnit.MG_DL, PageSize.LETTER, "床 12 \u0007 𝄞", NOW);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SevenDayReport.write(SampleAnalyses.week(), options, out);
    try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
      assertThat(text(pdf)).contains(" 12 ");
    }
  }

  @Test
  void shouldSayWhatToInstallWhereChineseHasNoFont(@TempDir Path empty) {
    FontSource none = FontSource.in(List.of(empty));
    ReportOptions options = options(Language.ZH, GlucoseUnit.MMOL_L);
    assertThat(none.supports(Language.ZH)).isFalse();
    assertThatThrownBy(
            () ->
                SevenDayReport.write(
                    SampleAnalyses.flat(), options, none, new ByteArrayOutputStream()))
        .isInstanceOf(MissingFontException.class)
        .hasMessageContaining("apt-get install fonts-wqy-microhei");
  }

  @Test
  void shouldWriteEnglishWithoutAnyFontInstalled(@TempDir Path empty) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SevenDayReport.write(
        SampleAnalyses.week(),
        options(Language.EN, GlucoseUnit.MG_DL),
        FontSource.in(List.of(empty)),
        out);
    try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
      assertThat(text(pdf)).contains("Mean glucose", "goal <= 36 %");
    }
  }

  @Test
  void shouldWriteManyReportsAtOnce() throws Exception {
    SevenDayAnalysis analysis = SampleAnalyses.week();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tasks.add(
          () -> {
            try (PDDocument pdf = write(analysis, Language.EN, GlucoseUnit.MG_DL)) {
              assertThat(text(pdf)).contains("Mean glucose", "153");
              return pdf.getNumberOfPages();
            }
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Integer> pages : threads.invokeAll(tasks)) {
        assertThat(pages.get()).isEqualTo(4);
      }
    }
  }

  private static void assumeChinese() {
    Assumptions.assumeTrue(
        FontSource.system().supports(Language.ZH),
        "skipped: no TrueType font with Chinese characters; install fonts-wqy-microhei");
  }

  private static PDDocument write(SevenDayAnalysis analysis, Language language, GlucoseUnit unit)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SevenDayReport.write(analysis, options(language, unit), out);
    return Loader.loadPDF(out.toByteArray());
  }

  private static ReportOptions options(Language language, GlucoseUnit unit) {
    return new ReportOptions(language, unit, PageSize.A4, "P-7K3F9Q", NOW);
  }

  private static String text(PDDocument pdf, int page) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    return stripper.getText(pdf);
  }

  private static String text(PDDocument pdf) throws IOException {
    return new PDFTextStripper().getText(pdf);
  }
}
