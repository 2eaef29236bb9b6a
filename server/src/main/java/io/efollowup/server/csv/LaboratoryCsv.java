package io.efollowup.server.csv;

import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.insight.LaboratoryValue;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Laboratory values as CSV: {@code id,time,test,value,unit} and, where it is known, {@code
 * laboratory}. The test is {@code hba1c}, the unit {@code %} (NGSP) or {@code mmol/mol} (IFCC) and
 * always stated; the time may be a date alone, which is taken as its noon.
 *
 * @param entries by id, in the order of the file
 * @param otherTests rows of tests that are not looked at
 */
public record LaboratoryCsv(Map<String, List<Entry>> entries, int otherTests) {
  private static final List<String> COLUMNS = List.of("id", "time", "test", "value", "unit");
  private static final int LONGEST_NAME = 100;

  /**
   * One row.
   *
   * @param day where the row states a date alone; the value's time is then noon in the zone of the
   *     file
   * @param laboratory who measured it; empty where that is not said
   */
  public record Entry(LaboratoryValue value, Optional<LocalDate> day, String laboratory) {}

  /**
   * Reads a whole file.
   *
   * @param file its name, for messages
   * @param zone for times without an offset
   * @throws CsvProblem at the first row that cannot be read
   */
  public static LaboratoryCsv read(Reader input, String file, ZoneId zone) {
    Collector collector = new Collector(zone);
    CsvTable.read(input, file, COLUMNS, collector::row);
    return new LaboratoryCsv(collector.entries, collector.otherTests);
  }

  /** The values alone. */
  public Map<String, List<LaboratoryValue>> values() {
    Map<String, List<LaboratoryValue>> values = new LinkedHashMap<>();
    entries.forEach((id, rows) -> values.put(id, rows.stream().map(Entry::value).toList()));
    return values;
  }

  private static final class Collector {
    private final Map<String, List<Entry>> entries = new LinkedHashMap<>();
    private final ZoneId zone;
    private final CsvTimes times;
    private int otherTests;

    Collector(ZoneId zone) {
      this.zone = zone;
      this.times = new CsvTimes(zone);
    }

    void row(CsvTable.Row row) {
      if (row.text("id").isEmpty()) {
        throw row.problem("id", "no id; every value belongs to somebody");
      }
      if (!row.text("test").equalsIgnoreCase("hba1c")) {
        otherTests++;
        return;
      }
      if (row.text("laboratory").length() > LONGEST_NAME) {
        throw row.problem("laboratory", "longer than 100 characters");
      }
      Optional<LocalDate> day = day(row);
      Instant at = day.map(this::noon).orElseGet(() -> at(row));
      Entry entry = new Entry(new LaboratoryValue(at, value(row)), day, row.text("laboratory"));
      entries.computeIfAbsent(row.text("id"), id -> new ArrayList<>()).add(entry);
    }

    private Instant noon(LocalDate day) {
      return day.atTime(12, 0).atZone(zone).toInstant();
    }

    private static Optional<LocalDate> day(CsvTable.Row row) {
      String text = row.text("time");
      try {
        return text.length() == "2026-05-10".length()
            ? Optional.of(LocalDate.parse(text))
            : Optional.empty();
      } catch (DateTimeException e) {
        throw notATime(row);
      }
    }

    private Instant at(CsvTable.Row row) {
      try {
        return times.parse(row.text("time")).toInstant();
      } catch (DateTimeException | IllegalArgumentException e) {
        throw notATime(row);
      }
    }

    private static CsvProblem notATime(CsvTable.Row row) {
      return row.problem("time", "not a time; expected 2026-05-10, or 2026-05-10T08:03:00+08:00");
    }

    private static GlycatedHaemoglobin value(CsvTable.Row row) {
      GlycatedHaemoglobin.Unit unit =
          switch (row.text("unit")) {
            case "%" -> GlycatedHaemoglobin.Unit.PERCENT;
            case "mmol/mol" -> GlycatedHaemoglobin.Unit.MMOL_PER_MOL;
            default -> throw row.problem("unit", "expected % or mmol/mol");
          };
      try {
        return new GlycatedHaemoglobin(GoalText.number(row.text("value")), unit);
      } catch (IllegalArgumentException e) {
        throw row.problem("value", e.getMessage());
      }
    }
  }
}
