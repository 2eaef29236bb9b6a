package io.efollowup.report.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.metrics.PercentileProfile;
import io.efollowup.glucose.metrics.PercentileProfile.Row;
import io.efollowup.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmoothProfileTest {
  /** The field's own curves, from R's loess with span 0.3 and degree 2. */
  @Test
  void shouldSmoothAsTheFieldsLibraryDoes() throws IOException {
    Path golden = SharedData.assume("data/iglu/golden-agp-percentiles-subjects-1-3.csv");
    Map<String, List<double[]>> subjects = new LinkedHashMap<>();
    for (String line : Files.readAllLines(golden).stream().skip(1).toList()) {
      String[] fields = line.replace("\"", "").split(",");
      double[] numbers = Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble).toArray();
      subjects.computeIfAbsent(fields[0], key -> new ArrayList<>()).add(numbers);
    }
    assertThat(subjects).hasSize(3);
    subjects.forEach(
        (subject, lines) -> {
          List<Row> raw = lines.stream().map(n -> row(n, 2)).toList();
          List<Row> smooth = SmoothProfile.of(new PercentileProfile(5, raw));
          for (int i = 0; i < raw.size(); i++) {
            Row expected = row(lines.get(i), 7);
            assertThat(smooth.get(i).p05()).as(subject).isCloseTo(expected.p05(), within(2.0));
            assertThat(smooth.get(i).p25()).as(subject).isCloseTo(expected.p25(), within(2.0));
            assertThat(smooth.get(i).p50()).as(subject).isCloseTo(expected.p50(), within(2.0));
            assertThat(smooth.get(i).p75()).as(subject).isCloseTo(expected.p75(), within(2.0));
            assertThat(smooth.get(i).p95()).as(subject).isCloseTo(expected.p95(), within(2.0));
          }
        });
  }

  private static Row row(double[] n, int from) {
    return new Row(
        (int) n[0], (int) n[1], n[from], n[from + 1], n[from + 2], n[from + 3], n[from + 4]);
  }

  @Test
  void shouldKeepAParabolaAsItIs() {
    List<Row> rows = new ArrayList<>();
    for (int second = 180; second <= 86_400; second += 180) {
      double x = second / 86_400.0;
      double y = 100 + 80 * x - 60 * x * x;
      rows.add(new Row(second, 14, y - 20, y - 10, y, y + 10, y + 20));
    }
    List<Row> smooth = SmoothProfile.of(new PercentileProfile(3, rows));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(smooth.get(i).p50()).isCloseTo(rows.get(i).p50(), within(1e-6));
    }
  }

  @Test
  void shouldKeepThePercentilesInOrderAndWithinWhatWasMeasured() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int second = 300; second <= 86_400; second += 300) {
      double[] y = random.doubles(5, 20, 600).sorted().toArray();
      rows.add(new Row(second, 14, y[0], y[1], y[2], y[3], y[4]));
    }
    double lowest = rows.stream().mapToDouble(Row::p05).min().orElseThrow();
    for (Row row : SmoothProfile.ordered(new PercentileProfile(5, rows))) {
      assertThat(row.p05()).isBetween(lowest, row.p25());
      assertThat(row.p50()).isBetween(row.p25(), row.p75());
      assertThat(row.p95()).isGreaterThanOrEqualTo(row.p75());
    }
  }

  @Test
  void shouldLeaveAProfileOfFewRowsAlone() {
    List<Row> rows =
        List.of(new Row(900, 1, 90, 90, 90, 90, 90), new Row(1800, 1, 95, 95, 95, 95, 95));
    assertThat(SmoothProfile.of(new PercentileProfile(15, rows))).isEqualTo(rows);
    assertThat(SmoothProfile.of(new PercentileProfile(0, List.of()))).isEmpty();
  }
}
