package io.efollowup.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No text leaves its page or runs into other text, whatever the data, language, unit and paper. */
class SevenDayLayoutTest {
  private static final Instant NOW = Instant.parse("2026-05-18T01:30:00Z");
  private static final float MARGIN = 34;

  @ParameterizedTest
  @MethodSource("variants")
  void shouldKeepTextOnItsPageAndApart(
      SevenDayAnalysis analysis, Language language, GlucoseUnit unit, PageSize size)
      throws IOException {
    Assumptions.assumeTrue(
        FontSource.system().supports(language),
        "skipped: no TrueType font with Chinese characters; install fonts-wqy-microhei");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SevenDayReport.write(analysis, new ReportOptions(language, unit, size, "P-7K3F9Q", NOW), out);
    try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
      for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
        List<TextPlaces.Place> places = TextPlaces.of(pdf, page);
        assertThat(places).isNotEmpty();
        assertThat(places)
            .as("texts beyond the margins of page %d", page)
            .filteredOn(place -> isOutside(place, size))
            .isEmpty();
        assertThat(collisions(places))
            .as("texts that run into each other, page %d", page)
            .isEmpty();
      }
    }
  }

  private static boolean isOutside(TextPlaces.Place place, PageSize size) {
    return place.left() < MARGIN
        || place.right() > size.width() - MARGIN
        || place.top() < 20
        || place.bottom() > size.height() - 12;
  }

  private static List<String> collisions(List<TextPlaces.Place> places) {
    List<String> collisions = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      for (int j = i + 1; j < places.size(); j++) {
        if (places.get(i).meets(places.get(j))) {
          collisions.add(places.get(i) + " and " + places.get(j));
        }
      }
    }
    return collisions;
  }

  static Stream<Arguments> variants() {
    List<Arguments> variants = new ArrayList<>();
    for (Named<SevenDayAnalysis> analysis :
        List.of(
            Named.of("busy", SampleAnalyses.busy(Targets.ADULT, 7)),
            Named.of("one day of pregnancy", SampleAnalyses.busy(Targets.PREGNANCY, 1)),
            Named.of("fourteen days", SampleAnalyses.busy(Targets.OLDER, 14)),
            Named.of("crowded", SampleAnalyses.week()),
            Named.of("flat", SampleAnalyses.flat()),
            Named.of("wild", SampleAnalyses.wild()),
            Named.of("all low", SampleAnalyses.allLow()),
            Named.of("nothing", SampleAnalyses.nothing()))) {
      variants.add(Arguments.of(analysis, Language.EN, GlucoseUnit.MG_DL, PageSize.LETTER));
      variants.add(Arguments.of(analysis, Language.ZH, GlucoseUnit.MMOL_L, PageSize.A4));
      variants.add(Arguments.of(analysis, Language.EN, GlucoseUnit.MMOL_L, PageSize.A4));
      variants.add(Arguments.of(analysis, Language.ZH, GlucoseUnit.MG_DL, PageSize.LETTER));
    }
    return variants.stream();
  }
}
