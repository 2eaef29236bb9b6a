package io.efollowup.glucose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.GlucoseTrace;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Stretches whose excursions people measured by hand, against what iglu 4.3.0 finds in them. */
class MageGoldenTest {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final Map<String, String> FILES =
      Map.of("Dubosson2018", "dubosson2018", "Hall2018", "hall2018", "JHU", "broll2021");

  @TestFactory
  List<DynamicTest> shouldEqualIgluOnEachStretch() {
    Map<String, Map<String, GlucoseTrace>> traces = new HashMap<>();
    FILES.forEach(
        (name, file) ->
            traces.put(
                name, GoldenFiles.traces("data/glucobench/" + file + ".csv", ZoneOffset.UTC)));
    return GoldenFiles.rows("data/iglu/golden-mage-segments.csv").stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    "row " + row[0] + ", " + row[1] + " " + row[4],
                    () -> check(traces.get(row[1]), row)))
        .toList();
  }

  private static void check(Map<String, GlucoseTrace> traces, String[] row) {
    GlucoseTrace trace =
        traces
            .getOrDefault(subject(row[4]), GlucoseTrace.EMPTY)
            .between(instant(row[5]), instant(row[6]).plusSeconds(1));
    Assumptions.assumeFalse(
        trace.isEmpty(), () -> "skipped: no readings of this stretch of " + row[4]);
    assertThat(trace.size()).isEqualTo(Integer.parseInt(row[7]));
    MetricTable table = GlucoseMetrics.of(trace, ZoneOffset.UTC);
    assertMetric(table, MetricKey.MAGE_PLUS, row[9]);
    assertMetric(table, MetricKey.MAGE_MINUS, row[10]);
    assertMetric(table, MetricKey.MAGE, row[11]);
    assertMetric(table, MetricKey.MAGE_SERVICE, row[12]);
    assertMetric(table, MetricKey.MAGE_MAX, row[13]);
  }

  /** The three files name subjects differently from the table. */
  private static String subject(String name) {
    return switch (name) {
      case "1636-69-35" -> "1636-69-035";
      case "1636-69-001(026)" -> "1636-69-026";
      default ->
          name.startsWith("subject ")
              ? "Subject " + name.substring(8)
              : name.length() == 1 ? "00" + name : name;
    };
  }

  private static void assertMetric(MetricTable table, MetricKey key, String expected) {
    if (expected.equals("NA")) {
      assertThat(table.unavailable(key)).as(key.key()).isPresent();
    } else {
      double value = Double.parseDouble(expected);
      assertThat(table.value(key).orElseThrow())
          .as(key.key())
          .isCloseTo(value, within(value * 1e-6));
    }
  }

  private static Instant instant(String text) {
    return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
  }
}
