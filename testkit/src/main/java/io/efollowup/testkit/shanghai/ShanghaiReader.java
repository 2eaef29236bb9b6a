package io.efollowup.testkit.shanghai;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads one wear: a row every 15 minutes, times of Shanghai (UTC+8, no daylight saving), glucose,
 * finger-sticks, meals, insulin and medicines in columns.
 */
public final class ShanghaiReader {
  private static final ZoneOffset SHANGHAI = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** How each column's name begins; the Chinese meals and the basal rate have several names. */
  private static final List<String> HEADER =
      List.of(
          "Date",
          "CGM",
          "CBG",
          "Blood Ketone",
          "Dietary intake",
          "",
          "Insulin dose - s.c.",
          "Non-insulin",
          "CSII - bolus",
          "",
          "Insulin dose - i.v.");

  private final boolean basalHourly;

  /**
   * @param basalHourly whether a pump's basal insulin is written as hourly doses, or left out
   */
  public ShanghaiReader(boolean basalHourly) {
    this.basalHourly = basalHourly;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming what is not as expected
   */
  public ShanghaiWear read(Path file) throws IOException {
    List<CsvRecord> rows = rows(file);
    checkHeader(rows.removeFirst(), file);
    Omissions omissions = new Omissions();
    GlucoseUnit cgm = unit(file, 1);
    GlucoseUnit cbg = rows.stream().allMatch(row -> field(row, 2).isEmpty()) ? cgm : unit(file, 2);
    String id = file.getFileName().toString().replace(".csv", "");
    List<List<String>> readings = new ArrayList<>();
    WearEvents events = new WearEvents(cbg, omissions);
    OffsetDateTime last = null;
    for (CsvRecord row : rows) {
      if (row.getFields().stream().allMatch(String::isBlank)) {
        continue;
      }
      if (field(row, 0).isEmpty()) {
        omissions.count("row without a time");
        continue;
      }
      last = LocalDateTime.parse(field(row, 0), TIME).atOffset(SHANGHAI);
      reading(id, row, last, cgm, omissions).ifPresent(readings::add);
      events.row(row, last);
    }
    if (last == null) {
      throw new IllegalArgumentException(file.getFileName() + ": no rows");
    }
    List<List<String>> careEvents =
        events.rows(basalHourly, last).stream()
            .sorted(Comparator.comparing(Row::time))
            .map(row -> row.fields(id))
            .toList();
    return new ShanghaiWear(id, cgm, readings, careEvents, omissions);
  }

  private static Optional<List<String>> reading(
      String id, CsvRecord row, OffsetDateTime at, GlucoseUnit unit, Omissions omissions) {
    String text = field(row, 1);
    if (text.isEmpty()) {
      omissions.count("row without a sensor reading");
      return Optional.empty();
    }
    double mgdl = new Glucose(number(text), unit).mgdl();
    return Optional.of(List.of(id, at.toString(), Row.text(mgdl)));
  }

  private static GlucoseUnit unit(Path file, int column) throws IOException {
    List<CsvRecord> rows = rows(file);
    String header = rows.removeFirst().getField(column);
    List<Double> values =
        rows.stream()
            .map(row -> field(row, column))
            .filter(text -> !text.isEmpty())
            .map(ShanghaiReader::number)
            .toList();
    try {
      return Units.of(header, values);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  static String field(CsvRecord row, int column) {
    return column < row.getFieldCount() ? row.getField(column).strip() : "";
  }

  private static List<CsvRecord> rows(Path file) throws IOException {
    try (BufferedReader input = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CsvReader<CsvRecord> reader =
            CsvReader.builder()
                .commentStrategy(CommentStrategy.NONE)
                .detectBomHeader(false)
                .allowMissingFields(true)
                .ofCsvRecord(input)) {
      return new ArrayList<>(reader.stream().toList());
    }
  }

  private static void checkHeader(CsvRecord header, Path file) {
    for (int i = 0; i < HEADER.size(); i++) {
      String name = field(header, i).replace("\uFEFF", "");
      if (!name.startsWith(HEADER.get(i))) {
        throw new IllegalArgumentException(
            "%s: column %d is not %s".formatted(file.getFileName(), i + 1, HEADER.get(i)));
      }
    }
  }
}
