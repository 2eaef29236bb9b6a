package io.efollowup.server.csv;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import java.io.Reader;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Readings as CSV: {@code id,time,gl}. An empty or {@code NA} value is no reading; {@code LOW} and
 * {@code HIGH} are a sensor's out-of-range readings; a number no living person can have is set
 * aside and counted; anything else that cannot be read fails with its place.
 *
 * @param subjects in the order they first appear; one whose rows hold no reading is without any
 * @param withoutValue rows whose value is empty or {@code NA}
 * @param impossible rows whose value is outside 20-600 mg/dL or 1.1-33.3 mmol/L
 */
public record ReadingsCsv(List<SubjectReadings> subjects, int withoutValue, int impossible) {
  private static final List<String> COLUMNS = List.of("id", "time", "gl");
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");

  public ReadingsCsv {
    subjects = List.copyOf(subjects);
  }

  /**
   * Reads a whole file.
   *
   * @param file its name, for messages
   * @param zone for times without an offset
   * @param unit of every value
   * @throws CsvProblem at the first row that cannot be read
   */
  public static ReadingsCsv read(Reader input, String file, ZoneId zone, GlucoseUnit unit) {
    Collector collector = new Collector(new CsvTimes(zone), unit);
    CsvTable.read(input, file, COLUMNS, collector::row);
    List<SubjectReadings> subjects = new ArrayList<>();
    collector.readings.forEach((id, readings) -> subjects.add(new SubjectReadings(id, readings)));
    return new ReadingsCsv(subjects, collector.withoutValue, collector.impossible);
  }

  /** Several files as one, each subject's readings in the order of the files. */
  public static ReadingsCsv joined(List<ReadingsCsv> files) {
    Map<String, List<GlucoseReading>> readings = new LinkedHashMap<>();
    for (ReadingsCsv file : files) {
      for (SubjectReadings subject : file.subjects) {
        readings
            .computeIfAbsent(subject.id(), ignored -> new ArrayList<>())
            .addAll(subject.readings());
      }
    }
    return new ReadingsCsv(
        readings.entrySet().stream()
            .map(subject -> new SubjectReadings(subject.getKey(), subject.getValue()))
            .toList(),
        files.stream().mapToInt(ReadingsCsv::withoutValue).sum(),
        files.stream().mapToInt(ReadingsCsv::impossible).sum());
  }

  /** How many readings there are in all. */
  public int size() {
    return subjects.stream().mapToInt(subject -> subject.readings().size()).sum();
  }

  /** Rows that say of a subject and a time what an earlier row said: left out. */
  public int repeated() {
    return size() - distinct(reading -> List.of(reading.at(), reading.value()));
  }

  /** Rows that contradict an earlier row of the same subject and time: the first row stands. */
  public int contradicting() {
    return distinct(reading -> List.of(reading.at(), reading.value()))
        - distinct(GlucoseReading::at);
  }

  /** Readings whose time was stated in another offset than is the zone's at that time. */
  public long statedElsewhere(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    return subjects.stream()
        .flatMap(subject -> subject.readings().stream())
        .filter(reading -> !rules.getOffset(reading.at()).equals(reading.offset()))
        .count();
  }

  private int distinct(Function<GlucoseReading, Object> of) {
    return subjects.stream().mapToInt(subject -> distinct(subject.readings(), of)).sum();
  }

  private static int distinct(List<GlucoseReading> readings, Function<GlucoseReading, Object> of) {
    return ascend(readings) ? readings.size() : (int) readings.stream().map(of).distinct().count();
  }

  /** As most files do: then nothing is said twice, and nothing needs to be compared. */
  private static boolean ascend(List<GlucoseReading> readings) {
    for (int i = 1; i < readings.size(); i++) {
      if (!readings.get(i - 1).at().isBefore(readings.get(i).at())) {
        return false;
      }
    }
    return true;
  }

  private static final class Collector {
    private final Map<String, List<GlucoseReading>> readings = new LinkedHashMap<>();
    private final CsvTimes times;
    private final GlucoseUnit unit;
    private int withoutValue;
    private int impossible;

    Collector(CsvTimes times, GlucoseUnit unit) {
      this.times = times;
      this.unit = unit;
    }

    void row(CsvTable.Row row) {
      String id = row.text("id");
      if (id.isEmpty()) {
        throw row.problem("id", "no id; every reading belongs to somebody");
      }
      // Somebody without a single usable row is still asked about, and told why there is nothing.
      List<GlucoseReading> ofSubject = readings.computeIfAbsent(id, ignored -> new ArrayList<>());
      OffsetDateTime at = time(row);
      String text = row.text("gl");
      if (text.isEmpty() || text.equals("NA")) {
        withoutValue++;
        return;
      }
      GlucoseValue value;
      if (text.equalsIgnoreCase("LOW")) {
        value = GlucoseValue.OutOfRange.LOW;
      } else if (text.equalsIgnoreCase("HIGH")) {
        value = GlucoseValue.OutOfRange.HIGH;
      } else {
        double number = number(row, text);
        if (!unit.isPossible(number)) {
          impossible++;
          return;
        }
        value = new GlucoseValue.Measured(new Glucose(number, unit));
      }
      ofSubject.add(
          new GlucoseReading(at.toInstant(), at.getOffset(), value, OptionalDouble.empty()));
    }

    private OffsetDateTime time(CsvTable.Row row) {
      try {
        return times.parse(row.text("time"));
      } catch (IllegalArgumentException e) {
        throw row.problem("time", e.getMessage());
      }
    }

    private static double number(CsvTable.Row row, String text) {
      double number;
      try {
        number = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        number = Double.NaN;
      }
      // parseDouble also takes NaN, Infinity, hexadecimal and a trailing d or f.
      if (!Double.isFinite(number) || !NUMBER.matcher(text).matches()) {
        throw row.problem("gl", "not a number; expected glucose such as 112 or 6.2, or NA");
      }
      return number;
    }
  }
}
