package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.WearerTraits;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The three kinds of file a benchmark consists of. */
public final class BenchmarkCsv {
  /** What pandas reads as no value. */
  private static final Set<String> NO_VALUE =
      Set.of("", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "<NA>", "#N/A");

  private static final List<String> COUNTS =
      List.of(
          "rows_after_interp",
          "segments",
          "n_train",
          "n_val",
          "n_test_id",
          "n_test_ood",
          "win_id_stride6",
          "win_ood_stride6");

  private BenchmarkCsv() {}

  /**
   * Reads a suite: {@code dataset,file,gap,min_readings,segment,max_input,lags,drop_ids,drop_row},
   * lists separated by semicolons, and where known {@code sensor,cadence,rounding,diabetes}, as in
   * {@link WearerTraits}.
   *
   * @param name what to call the file in messages
   * @throws BenchmarkProblem with file and line
   */
  public static List<DataSetParameters> suite(Reader input, String name) {
    List<DataSetParameters> sets = new ArrayList<>();
    Set<String> names = new HashSet<>();
    CsvRows.read(
        input,
        name,
        List.of("dataset", "file", "gap", "min_readings", "segment", "max_input", "lags"),
        row -> {
          DataSetParameters set = parameters(row);
          if (!names.add(set.name())) {
            throw row.problem("a data set of this name stands above");
          }
          sets.add(set);
        });
    return sets;
  }

  private static DataSetParameters parameters(CsvRows.Row row) {
    if (row.text("dataset").isEmpty() || row.text("file").isEmpty()) {
      throw row.problem("dataset and file must not be empty");
    }
    int maxInput = row.number("max_input", 1);
    int lags = row.number("lags", 1);
    if (lags > maxInput) {
      throw row.problem("lags is more than max_input, the points before the first forecast");
    }
    return new DataSetParameters(
        row.text("dataset"),
        row.text("file"),
        row.number("gap", 1),
        row.number("min_readings", 2),
        row.number("segment", 1),
        maxInput,
        lags,
        Set.copyOf(row.list("drop_ids")),
        row.list("drop_row").stream().map(text -> rowNumber(row, text)).collect(Collectors.toSet()),
        traits(row));
  }

  private static WearerTraits traits(CsvRows.Row row) {
    return new WearerTraits(
        Optional.of(row.text("sensor")).filter(text -> !text.isEmpty()),
        row.text("cadence").isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(row.number("cadence", 1)),
        row.choice("rounding", WearerTraits.Rounding.class),
        row.choice("diabetes", WearerTraits.DiabetesType.class));
  }

  private static long rowNumber(CsvRows.Row row, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw row.problem("drop_row is not a row number");
    }
  }

  /**
   * Reads splits: {@code dataset,seed,ood_subject_ids} and, where known, the counts to expect.
   *
   * @throws BenchmarkProblem with file and line
   */
  public static List<Split> splits(Reader input, String name) {
    List<Split> splits = new ArrayList<>();
    CsvRows.read(
        input,
        name,
        List.of("dataset", "seed", "ood_subject_ids"),
        row ->
            splits.add(
                new Split(
                    row.text("dataset"),
                    row.number("seed", 0),
                    row.list("ood_subject_ids"),
                    counts(row))));
    return splits;
  }

  private static Optional<PartCounts> counts(CsvRows.Row row) {
    if (COUNTS.stream().anyMatch(column -> row.text(column).isEmpty())) {
      return Optional.empty();
    }
    int[] counts = COUNTS.stream().mapToInt(column -> row.number(column, 0)).toArray();
    return Optional.of(
        new PartCounts(
            counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6],
            counts[7]));
  }

  /**
   * Reads a data set, {@code id,time,gl} in mg/dL: steps 1 and 2 of the protocol.
   *
   * @throws BenchmarkProblem with file and line
   */
  public static List<RawReading> readings(Reader input, String name, DataSetParameters set) {
    List<RawReading> readings = new ArrayList<>();
    AtomicLong number = new AtomicLong();
    CsvRows.read(
        input,
        name,
        List.of("id", "time", "gl"),
        row -> {
          boolean dropped =
              set.dropRows().contains(number.getAndIncrement())
                  || set.dropIds().contains(row.text("id"));
          if (!dropped && has(row, "id") && has(row, "time") && has(row, "gl")) {
            readings.add(reading(row));
          }
        });
    return readings;
  }

  private static boolean has(CsvRows.Row row, String column) {
    return !NO_VALUE.contains(row.text(column));
  }

  private static RawReading reading(CsvRows.Row row) {
    float mgdl;
    try {
      mgdl = Float.parseFloat(row.text("gl"));
    } catch (NumberFormatException e) {
      throw row.problem("gl is not a number");
    }
    if (!(mgdl > 0 && mgdl < Float.POSITIVE_INFINITY)) {
      throw row.problem("gl is no glucose in mg/dL");
    }
    try {
      return new RawReading(row.text("id"), LocalMinutes.rounded(row.text("time")), mgdl);
    } catch (IllegalArgumentException e) {
      throw row.problem(e.getMessage());
    }
  }
}
