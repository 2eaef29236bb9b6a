package io.efollowup.glucose.food.internal;

import io.efollowup.glucose.food.Food;
import io.efollowup.glucose.food.FoodSource;
import io.efollowup.glucose.food.HouseholdUnit;
import io.efollowup.glucose.food.Nutrients;
import io.efollowup.glucose.food.Portion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Foods as text: one a line, columns apart by tabs; lines that begin with {@code #} are comments.
 */
public final class FoodTable {
  private static final int COLUMNS = 14;

  private FoodTable() {}

  /**
   * Reads all foods.
   *
   * @throws IllegalArgumentException naming the line that cannot be read
   */
  public static List<Food> read(Reader input) throws IOException {
    List<Food> foods = new ArrayList<>();
    BufferedReader lines = new BufferedReader(input);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        foods.add(food(line.split("\t", -1)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "foods: line %d: %s".formatted(number, e.getMessage()), e);
      }
    }
    return foods;
  }

  private static Food food(String[] fields) {
    if (fields.length != COLUMNS) {
      throw new IllegalArgumentException(
          "expected %d columns, found %d".formatted(COLUMNS, fields.length));
    }
    return new Food(
        fields[0],
        fields[1],
        fields[2],
        new Nutrients(
            Double.parseDouble(fields[3]),
            Double.parseDouble(fields[4]),
            Double.parseDouble(fields[5]),
            Double.parseDouble(fields[6]),
            Double.parseDouble(fields[7]),
            Double.parseDouble(fields[8])),
        fields[9].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(fields[9])),
        list(fields[10]).map(FoodTable::portion).toList(),
        list(fields[11]).toList(),
        list(fields[12]).toList(),
        source(fields[13]));
  }

  private static Stream<String> list(String field) {
    return Stream.of(field.split(";")).map(String::strip).filter(word -> !word.isEmpty());
  }

  private static Portion portion(String text) {
    String[] parts = text.split("=");
    if (parts.length != 2) {
      throw new IllegalArgumentException("a portion is such as bowl=200");
    }
    HouseholdUnit unit =
        HouseholdUnit.ofTerm(parts[0])
            .orElseThrow(() -> new IllegalArgumentException("no household unit " + parts[0]));
    return new Portion(unit, Double.parseDouble(parts[1]));
  }

  private static FoodSource source(String code) {
    return Stream.of(FoodSource.values())
        .filter(source -> source.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no source " + code));
  }
}
