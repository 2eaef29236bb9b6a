package io.efollowup.server.csv;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.telemetry.CareEventColumns;
import io.efollowup.telemetry.Terms;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Care events as CSV, with the columns of {@link CareEventColumns}. Amounts are bounded as in
 * telemetry. An event's identity follows from what its row says and how many equal rows stand
 * before it, so a file read twice, or with rows added, gives the same events.
 */
public final class EventsCsv {
  private static final double MOST_GRAMS = 1000;
  private static final double MOST_UNITS = 300;
  private static final double MOST_MINUTES = 1440;
  private static final double MOST_METS = 25;
  private static final double MOST_DOSE = 1_000_000;
  private static final double ANY = Double.MAX_VALUE;

  private EventsCsv() {}

  /**
   * Reads a whole file.
   *
   * @param zone for times without an offset
   * @return events by subject, in the order of the file
   * @throws CsvProblem at the first row that cannot be read
   */
  public static Map<String, List<CareEvent>> read(Reader input, String file, ZoneId zone) {
    CsvTimes times = new CsvTimes(zone);
    Map<String, List<CareEvent>> events = new LinkedHashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    CsvTable.read(
        input,
        file,
        CareEventColumns.REQUIRED,
        row ->
            events
                .computeIfAbsent(row.text("id"), ignored -> new ArrayList<>())
                .add(event(row, times, identity(row, seen))));
    return events;
  }

  private static CareEvent event(CsvTable.Row row, CsvTimes times, UUID id) {
    OffsetDateTime time;
    try {
      time = times.parse(row.text("time"));
    } catch (IllegalArgumentException e) {
      throw row.problem("time", e.getMessage());
    }
    var at = time.toInstant();
    var offset = time.getOffset();
    return switch (row.text("kind")) {
      case "meal" ->
          new CareEvent.Meal(
              id,
              at,
              offset,
              amount(row, "carbs", MOST_GRAMS),
              amount(row, "protein", MOST_GRAMS),
              amount(row, "fat", MOST_GRAMS),
              amount(row, "fibre", MOST_GRAMS),
              Stream.of(row.text("foods").split(";"))
                  .map(String::strip)
                  .filter(food -> !food.isEmpty())
                  .toList());
      case "insulin" ->
          new CareEvent.Insulin(id, at, offset, required(row, "units", MOST_UNITS), action(row));
      case "exercise" ->
          new CareEvent.Exercise(
              id,
              at,
              offset,
              required(row, "minutes", MOST_MINUTES),
              amount(row, "mets", MOST_METS),
              row.text("activity").isEmpty() ? "other" : row.text("activity"));
      case "medication" -> medication(row, id, time);
      case "fingerstick" -> new CareEvent.Fingerstick(id, at, offset, glucose(row));
      default ->
          throw row.problem("kind", "expected meal, insulin, exercise, medication or fingerstick");
    };
  }

  private static CareEvent medication(CsvTable.Row row, UUID id, OffsetDateTime time) {
    OptionalDouble dose = amount(row, "dose", MOST_DOSE);
    if (dose.isPresent() && row.text("unit").isEmpty()) {
      throw row.problem("unit", "a dose needs its unit");
    }
    if (dose.isPresent() && !Terms.DOSE_UNITS.contains(row.text("unit"))) {
      throw row.problem(
          "unit", "expected one of " + String.join(", ", new TreeSet<>(Terms.DOSE_UNITS)));
    }
    return new CareEvent.Medication(
        id,
        time.toInstant(),
        time.getOffset(),
        row.text("name").isEmpty() ? "other" : row.text("name"),
        Optional.empty(),
        dose,
        dose.isPresent() ? Optional.of(row.text("unit")) : Optional.empty());
  }

  private static Glucose glucose(CsvTable.Row row) {
    GlucoseUnit unit =
        GlucoseUnit.ofSymbol(row.text("unit"))
            .orElseThrow(() -> row.problem("unit", "expected mg/dL or mmol/L"));
    double value = required(row, "glucose", ANY);
    if (!unit.isPossible(value)) {
      throw row.problem("glucose", "no living person has this value in this unit");
    }
    return new Glucose(value, unit);
  }

  private static CareEvent.InsulinAction action(CsvTable.Row row) {
    try {
      return CareEvent.InsulinAction.valueOf(row.text("action").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw row.problem("action", "expected rapid, short, intermediate, long or mixed");
    }
  }

  private static double required(CsvTable.Row row, String column, double most) {
    double amount =
        amount(row, column, most)
            .orElseThrow(() -> row.problem(column, "this kind needs a number here"));
    if (amount == 0) {
      throw row.problem(column, "must be above zero");
    }
    return amount;
  }

  private static OptionalDouble amount(CsvTable.Row row, String column, double most) {
    String text = row.text(column);
    if (text.isEmpty() || text.equals("NA")) {
      return OptionalDouble.empty();
    }
    if (!text.matches("[0-9]+(\\.[0-9]+)?")) {
      throw row.problem(column, "expected a number of at least zero, such as 45 or 2.5");
    }
    double amount = Double.parseDouble(text);
    if (amount > most) {
      throw row.problem(column, "more than anybody takes: at most %.0f".formatted(most));
    }
    return OptionalDouble.of(amount);
  }

  private static UUID identity(CsvTable.Row row, Map<String, Integer> seen) {
    String content =
        CareEventColumns.ALL.stream().map(row::text).collect(Collectors.joining("\u001f"));
    int before = seen.merge(content, 1, Integer::sum) - 1;
    return UUID.nameUUIDFromBytes((content + "\u001f" + before).getBytes(StandardCharsets.UTF_8));
  }
}
