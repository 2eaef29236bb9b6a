package io.efollowup.glucose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.GlucoseTrace;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every metric against the values iglu 4.3.0 gives for Broll's subjects. */
class IgluGoldenTest {
  private static final String BROLL = "data/glucobench/broll2021.csv";
  private static final String METRICS = "data/iglu/golden-metrics-subjects-1-3.csv";
  private static final String PERCENTILES = "data/iglu/golden-agp-percentiles-subjects-1-3.csv";
  private static final ZoneOffset EST = ZoneOffset.ofHours(-5);

  /** iglu's function and metric by our key. */
  private static final Map<String, String> NAMES = GoldenNames.ofIglu();

  @TestFactory
  List<DynamicTest> shouldEqualIglu() {
    Map<String, GlucoseTrace> traces = GoldenFiles.traces(BROLL, EST);
    return GoldenFiles.rows(METRICS).stream()
        .filter(row -> NAMES.containsKey(row[1] + "/" + row[2]))
        .filter(row -> !row[3].equals("NA"))
        .map(row -> check(traces.get(row[0]), row))
        .toList();
  }

  private static DynamicTest check(GlucoseTrace trace, String[] row) {
    MetricKey key = MetricKey.ofKey(NAMES.get(row[1] + "/" + row[2])).orElseThrow();
    return DynamicTest.dynamicTest(
        row[0] + " " + key.key(),
        () -> assertRelative(GlucoseMetrics.of(trace, EST).value(key).orElseThrow(), row[3]));
  }

  /** The area under the curve is apart: iglu mislabels its days. */
  @Test
  void shouldHaveAGoldenValueForEveryKeyButTheArea() {
    assertThat(NAMES.values())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(MetricKey.values())
                .filter(key -> key != MetricKey.AUC_HOURLY)
                .map(MetricKey::key)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {-5, 0, 8})
  void shouldEqualIgluPercentilesAtAnyFixedOffset(int hours) {
    ZoneOffset offset = ZoneOffset.ofHours(hours);
    Map<String, GlucoseTrace> traces = GoldenFiles.traces(BROLL, offset);
    for (String subject : List.of("Subject 1", "Subject 2", "Subject 3")) {
      List<String[]> expected =
          GoldenFiles.rows(PERCENTILES).stream().filter(row -> row[0].equals(subject)).toList();
      List<PercentileProfile.Row> rows = PercentileProfile.of(traces.get(subject), offset).rows();
      assertThat(rows).hasSameSizeAs(expected);
      for (int i = 0; i < rows.size(); i++) {
        assertRow(rows.get(i), expected.get(i));
      }
    }
  }

  @Test
  void shouldLayTheGridAsIgluDoes() {
    Map<String, GlucoseTrace> traces = GoldenFiles.traces(BROLL, EST);
    assertGrid(traces.get("Subject 1"), 14, 3204, 123.3932144);
    assertGrid(traces.get("Subject 2"), 18, 2836, 218.715477);
    assertGrid(traces.get("Subject 3"), 7, 1580, 153.5486535);
    assertGrid(traces.get("Subject 4"), 14, 3684, 129.6690478);
    assertGrid(traces.get("Subject 5"), 12, 2939, 174.6480101);
  }

  @Test
  void shouldGiveTheDayCorrectAreaUnderTheCurve() {
    Map<String, GlucoseTrace> traces = GoldenFiles.traces(BROLL, EST);
    double[] expected = {124.61564, 221.1423, 155.52738, 132.01943, 171.59537};
    for (int subject = 1; subject <= expected.length; subject++) {
      MetricTable table = GlucoseMetrics.of(traces.get("Subject " + subject), EST);
      assertThat(table.value(MetricKey.AUC_HOURLY).orElseThrow())
          .isCloseTo(expected[subject - 1], within(1e-6 * expected[subject - 1]));
    }
  }

  private static void assertGrid(GlucoseTrace trace, int days, int points, double mean) {
    DayGrid grid = DayGrid.of(trace, EST).orElseThrow();
    double[] values = new double[grid.size()];
    int n = 0;
    for (int i = 0; i < grid.size(); i++) {
      if (!Double.isNaN(grid.value(i))) {
        values[n++] = grid.value(i);
      }
    }
    assertThat(grid.days()).isEqualTo(days);
    assertThat(grid.columns()).isEqualTo(288);
    assertThat(n).isEqualTo(points);
    assertThat(Statistics.mean(values, n)).isCloseTo(mean, within(1e-6));
  }

  private static void assertRow(PercentileProfile.Row row, String[] expected) {
    assertThat(row.secondOfDay()).isEqualTo(Integer.parseInt(expected[1]));
    assertThat(row.n()).isEqualTo(Integer.parseInt(expected[2]));
    assertRelative(row.p05(), expected[3]);
    assertRelative(row.p25(), expected[4]);
    assertRelative(row.p50(), expected[5]);
    assertRelative(row.p75(), expected[6]);
    assertRelative(row.p95(), expected[7]);
  }

  private static void assertRelative(double actual, String expected) {
    double value = Double.parseDouble(expected);
    assertThat(actual).isCloseTo(value, within(Math.max(1e-9, Math.abs(value) * 1e-6)));
  }
}
