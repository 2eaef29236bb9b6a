package io.efollowup.glucose.food;

import io.efollowup.glucose.food.internal.FoodTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The foods and dishes the platform knows. Immutable. */
public final class FoodCatalogue {
  private final Map<String, Food> byId;

  private FoodCatalogue(Map<String, Food> byId) {
    this.byId = byId;
  }

  /** The catalogue the platform ships, read once. */
  public static FoodCatalogue standard() {
    return Standard.CATALOGUE;
  }

  /**
   * A catalogue of these foods.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  public static FoodCatalogue of(List<Food> foods) {
    Map<String, Food> byId = new LinkedHashMap<>();
    for (Food food : foods) {
      if (byId.put(food.id(), food) != null) {
        throw new IllegalArgumentException("the food " + food.id() + " is there twice");
      }
    }
    return new FoodCatalogue(byId);
  }

  /** All foods, in the order of the list; cannot be changed. */
  public List<Food> foods() {
    return List.copyOf(byId.values());
  }

  /** The food of a term. */
  public Optional<Food> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Read when first asked for. */
  private static final class Standard {
    static final FoodCatalogue CATALOGUE = load();

    private static FoodCatalogue load() {
      try (InputStream in = FoodCatalogue.class.getResourceAsStream("foods.tsv")) {
        if (in == null) {
          throw new IllegalStateException("the list of foods is not in the program");
        }
        return of(FoodTable.read(new InputStreamReader(in, StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
