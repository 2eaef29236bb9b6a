package io.efollowup.server.csv;

import io.efollowup.insight.PersonalGoal;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Goals set with patients as CSV: {@code id,goal,value,unit}; the unit may be left out or empty.
 */
public final class GoalsCsv {
  private static final List<String> COLUMNS = List.of("id", "goal", "value");

  private GoalsCsv() {}

  /**
   * Reads a whole file.
   *
   * @param file its name, for messages
   * @return goals by id, in the order of the file
   * @throws CsvProblem at the first row that cannot be read
   */
  public static Map<String, List<PersonalGoal>> read(Reader input, String file) {
    Map<String, List<PersonalGoal>> goals = new LinkedHashMap<>();
    CsvTable.read(
        input,
        file,
        COLUMNS,
        row -> {
          if (row.text("id").isEmpty()) {
            throw row.problem("id", "no id; every goal belongs to somebody");
          }
          goals.computeIfAbsent(row.text("id"), id -> new ArrayList<>()).add(goal(row));
        });
    return goals;
  }

  private static PersonalGoal goal(CsvTable.Row row) {
    try {
      return GoalText.of(row.text("goal"), row.text("value"), row.text("unit"));
    } catch (IllegalArgumentException e) {
      throw row.problem("goal", e.getMessage());
    }
  }
}
