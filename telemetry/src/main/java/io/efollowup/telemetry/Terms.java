package io.efollowup.telemetry;

import io.efollowup.glucose.food.Food;
import io.efollowup.glucose.food.FoodCatalogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The words for foods, activities and medicines that a message may use. Anything else becomes
 * {@link #OTHER}: free text is where names and addresses hide. Immutable.
 *
 * <p>The foods are those of {@link FoodCatalogue}. The other lists are resources in UTF-8 with one
 * id per line, followed by optional columns after a tab; lines that begin with {@code #} are
 * comments. An id is lower-case words joined by dashes and never changes its meaning.
 */
public final class Terms {
  /** What an unknown food, activity or medicine is recorded as; a term of every list. */
  public static final String OTHER = "other";

  /** Units a dose may have; a closed list, for a unit is no place for free text. */
  public static final Set<String> DOSE_UNITS =
      Set.of(
          "mg", "g", "ug", "ng", "mL", "U", "IU", "mmol", "tablet", "capsule", "drop", "puff",
          "patch", "sachet");

  private final Set<String> foods;
  private final Set<String> activities;
  private final Set<String> medications;

  private Terms(Set<String> foods, Set<String> activities, Set<String> medications) {
    this.foods = foods;
    this.activities = activities;
    this.medications = medications;
  }

  /** The lists the platform ships. */
  public static Terms standard() {
    return Standard.TERMS;
  }

  public boolean isFood(String term) {
    return foods.contains(term);
  }

  public boolean isActivity(String term) {
    return activities.contains(term);
  }

  public boolean isMedication(String term) {
    return medications.contains(term);
  }

  /** All foods, in the order of the list; cannot be changed. */
  public Set<String> foods() {
    return foods;
  }

  /** All activities, in the order of the list; cannot be changed. */
  public Set<String> activities() {
    return activities;
  }

  /** All medicines, by their generic names, in the order of the list; cannot be changed. */
  public Set<String> medications() {
    return medications;
  }

  private static Set<String> catalogued() {
    Set<String> terms = new LinkedHashSet<>();
    terms.add(OTHER);
    FoodCatalogue.standard().foods().stream().map(Food::id).forEach(terms::add);
    return Collections.unmodifiableSet(terms);
  }

  private static Set<String> load(String name) {
    Set<String> terms = new LinkedHashSet<>();
    terms.add(OTHER);
    try (InputStream in = Terms.class.getResourceAsStream("terms/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the list of terms " + name + " is not in the program");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", 2)[0].strip())
          .forEach(terms::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableSet(terms);
  }

  /** Read once, when first asked for. */
  private static final class Standard {
    static final Terms TERMS =
        new Terms(catalogued(), load("activities.txt"), load("medications.txt"));
  }
}
