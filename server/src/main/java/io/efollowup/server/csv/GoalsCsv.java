package io.efollowup.server.csv;

import io.efollowup.insight.PersonalGoal;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goals set with patients as CSV: {@code id,goal,value}; {@code unit}, and {@code by} (a date when
 * it is to be reached), {@code set} (the date it was set) and {@code set_by} (who set it) may be
 * left out or empty.
 */
public final class GoalsCsv {
  private static final List<String> COLUMNS = List.of("id", "goal", "value");
  private static final int LONGEST_NAME = 64;

  private GoalsCsv() {}

  /** One row; {@code setBy} is empty where that is not said. */
  public record Entry(PersonalGoal goal, Optional<LocalDate> set, String setBy) {}

  /**
   * Reads a whole file.
   *
   * @param file its name, for messages
   * @return goals by id, in the order of the file
   * @throws CsvProblem at the first row that cannot be read
   */
  public static Map<String, List<Entry>> read(Reader input, String file) {
    Map<String, List<Entry>> goals = new LinkedHashMap<>();
    CsvTable.read(
        input,
        file,
        COLUMNS,
        row -> {
          if (row.text("id").isEmpty()) {
            throw row.problem("id", "no id; every goal belongs to somebody");
          }
          goals.computeIfAbsent(row.text("id"), id -> new ArrayList<>()).add(entry(row));
        });
    return goals;
  }

  private static Entry entry(CsvTable.Row row) {
    if (row.text("set_by").length() > LONGEST_NAME) {
      throw row.problem("set_by", "longer than 64 characters");
    }
    PersonalGoal goal = goal(row);
    return new Entry(
        date(row, "by").map(goal::by).orElse(goal), date(row, "set"), row.text("set_by"));
  }

  private static PersonalGoal goal(CsvTable.Row row) {
    try {
      return GoalText.of(row.text("goal"), row.text("value"), row.text("unit"));
    } catch (IllegalArgumentException e) {
      throw row.problem("goal", e.getMessage());
    }
  }

  private static Optional<LocalDate> date(CsvTable.Row row, String column) {
    String text = row.text(column);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      throw row.problem(column, "not a date; expected one such as 2026-05-10");
    }
  }
}
