package io.efollowup.server.csv;

import java.io.Reader;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Meals as CSV: {@code id,meal,mealtime}, the form of iglu's examples. */
public final class MealsCsv {
  private static final List<String> COLUMNS = List.of("id", "meal", "mealtime");

  private MealsCsv() {}

  /**
   * One meal.
   *
   * @param id whose it was, as the file of readings names them
   * @param meal what the file calls it; may be empty
   */
  public record Meal(String id, String meal, OffsetDateTime at) {}

  /**
   * Reads a whole file.
   *
   * @param file its name, for messages
   * @param zone for times without an offset
   * @return meals in the order of the file
   * @throws CsvProblem at the first row that cannot be read
   */
  public static List<Meal> read(Reader input, String file, ZoneId zone) {
    CsvTimes times = new CsvTimes(zone);
    List<Meal> meals = new ArrayList<>();
    CsvTable.read(input, file, COLUMNS, row -> meals.add(meal(row, times)));
    return List.copyOf(meals);
  }

  private static Meal meal(CsvTable.Row row, CsvTimes times) {
    if (row.text("id").isEmpty()) {
      throw row.problem("id", "no id; every meal belongs to somebody");
    }
    try {
      return new Meal(row.text("id"), row.text("meal"), times.parse(row.text("mealtime")));
    } catch (IllegalArgumentException e) {
      throw row.problem("mealtime", e.getMessage());
    }
  }
}
