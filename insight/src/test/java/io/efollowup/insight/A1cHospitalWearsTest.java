package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.testkit.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Short wears of people treated in hospital, with the laboratory value of their admission: what the
 * model makes of glucose alone. It fails, which is why no forecast is given from a short wear.
 */
class A1cHospitalWearsTest {
  /** A wear's daily means and the laboratory's value in percent. */
  private record Wear(NavigableMap<LocalDate, Double> means, double laboratory) {}

  @Test
  void shouldNotHoldWhatShortWearsAloneCannotTell() throws IOException {
    List<Wear> wears = new ArrayList<>();
    wears.addAll(wears("T1DM"));
    wears.addAll(wears("T2DM"));
    assertThat(wears).hasSizeGreaterThan(100);
    int inside = 0;
    double errors = 0;
    for (Wear wear : wears) {
      A1cForecast forecast = new A1cModel(wear.means(), Map.of()).on(wear.means().firstKey());
      errors += wear.laboratory() - forecast.mean();
      if (wear.laboratory() >= forecast.low80() && wear.laboratory() <= forecast.high80()) {
        inside++;
      }
    }
    assertThat(100.0 * inside / wears.size()).isBetween(30.0, 50.0);
    assertThat(errors / wears.size()).isBetween(1.5, 3.0);
  }

  private static List<Wear> wears(String group) throws IOException {
    Path summary = SharedData.assume("data/shanghai/Shanghai_" + group + "_Summary.csv");
    List<List<String>> rows =
        Files.readAllLines(summary).stream().map(A1cHospitalWearsTest::fields).toList();
    int column = rows.getFirst().indexOf("HbA1c (mmol/mol)");
    Map<String, Double> laboratory = new HashMap<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      number(row.get(column)).ifPresent(value -> laboratory.put(row.getFirst(), value));
    }
    List<Wear> wears = new ArrayList<>();
    try (Stream<Path> files = Files.list(summary.resolveSibling("Shanghai_" + group))) {
      for (Path file : files.sorted().toList()) {
        Double value = laboratory.get(file.getFileName().toString().replace(".csv", ""));
        NavigableMap<LocalDate, Double> means = value == null ? new TreeMap<>() : means(file);
        if (means.size() >= 3) {
          wears.add(new Wear(means, GlycatedHaemoglobin.mmolPerMol(value).percent()));
        }
      }
    }
    return wears;
  }

  /** Means of the days with at least half of their 96 readings; only their order matters here. */
  private static NavigableMap<LocalDate, Double> means(Path file) {
    try {
      Map<String, List<Double>> days = new TreeMap<>();
      List<String> lines = Files.readAllLines(file);
      int column = -1;
      List<String> header = fields(lines.getFirst());
      for (int i = 0; i < header.size(); i++) {
        column = column < 0 && header.get(i).contains("CGM") ? i : column;
      }
      for (String line : lines.subList(1, lines.size())) {
        List<String> row = fields(line);
        if (row.size() > column) {
          String day = row.getFirst().split(" ")[0];
          number(row.get(column))
              .ifPresent(v -> days.computeIfAbsent(day, key -> new ArrayList<>()).add(v));
        }
      }
      NavigableMap<LocalDate, Double> means = new TreeMap<>();
      LocalDate next = LocalDate.of(2021, 1, 1);
      for (List<Double> values : days.values()) {
        if (values.size() >= 48) {
          means.put(next, values.stream().mapToDouble(v -> v).average().orElseThrow());
          next = next.plusDays(1);
        }
      }
      return means;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Double> number(String text) {
    return text.matches("[0-9.]+") ? Optional.of(Double.valueOf(text)) : Optional.empty();
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }
}
