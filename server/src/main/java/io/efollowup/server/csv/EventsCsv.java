package io.efollowup.server.csv;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Care events as CSV: {@code id,time,kind} and, as the kind needs them, {@code carbs,protein,fat,
 * fibre,foods,units,action,minutes,mets,activity,name,dose,unit,glucose}. An event's identity
 * follows from its row, so reading a file twice gives the same events.
 */
public final class EventsCsv {
  private static final List<String> COLUMNS = List.of("id", "time", "kind");

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
    CsvTable.read(
        input,
        file,
        COLUMNS,
        row ->
            events
                .computeIfAbsent(row.text("id"), ignored -> new ArrayList<>())
                .add(event(row, times)));
    return events;
  }

  private static CareEvent event(CsvTable.Row row, CsvTimes times) {
    OffsetDateTime time;
    try {
      time = times.parse(row.text("time"));
    } catch (IllegalArgumentException e) {
      throw row.problem("time", e.getMessage());
    }
    UUID id = identity(row);
    var at = time.toInstant();
    var offset = time.getOffset();
    return switch (row.text("kind")) {
      case "meal" ->
          new CareEvent.Meal(
              id,
              at,
              offset,
              amount(row, "carbs"),
              amount(row, "protein"),
              amount(row, "fat"),
              amount(row, "fibre"),
              Stream.of(row.text("foods").split(";"))
                  .map(String::strip)
                  .filter(food -> !food.isEmpty())
                  .toList());
      case "insulin" -> new CareEvent.Insulin(id, at, offset, required(row, "units"), action(row));
      case "exercise" ->
          new CareEvent.Exercise(
              id,
              at,
              offset,
              required(row, "minutes"),
              amount(row, "mets"),
              row.text("activity").isEmpty() ? "other" : row.text("activity"));
      case "medication" -> medication(row, id, time);
      case "fingerstick" -> new CareEvent.Fingerstick(id, at, offset, glucose(row));
      default ->
          throw row.problem("kind", "expected meal, insulin, exercise, medication or fingerstick");
    };
  }

  private static CareEvent medication(CsvTable.Row row, UUID id, OffsetDateTime time) {
    OptionalDouble dose = amount(row, "dose");
    if (dose.isPresent() && row.text("unit").isEmpty()) {
      throw row.problem("unit", "a dose needs its unit");
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
    double value = required(row, "glucose");
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

  private static double required(CsvTable.Row row, String column) {
    double amount =
        amount(row, column).orElseThrow(() -> row.problem(column, "this kind needs a number here"));
    if (amount == 0) {
      throw row.problem(column, "must be above zero");
    }
    return amount;
  }

  private static OptionalDouble amount(CsvTable.Row row, String column) {
    String text = row.text(column);
    if (text.isEmpty() || text.equals("NA")) {
      return OptionalDouble.empty();
    }
    if (!text.matches("[0-9]+(\\.[0-9]+)?")) {
      throw row.problem(column, "expected a number of at least zero, such as 45 or 2.5");
    }
    return OptionalDouble.of(Double.parseDouble(text));
  }

  private static UUID identity(CsvTable.Row row) {
    String text =
        "%s|%s|%s|%d".formatted(row.text("id"), row.text("time"), row.text("kind"), row.line());
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
