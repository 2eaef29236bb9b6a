package io.efollowup.glucose.food;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A food or dish of the catalogue.
 *
 * @param id the term: lower-case words joined by dashes, which never changes its meaning
 * @param chinese its name in Chinese
 * @param english its name in English
 * @param per100g what 100 g of it give, as eaten
 * @param glycaemicIndex against glucose = 100, where it is well known
 * @param portions household portions, the usual one first
 * @param chineseSynonyms other Chinese words that mean it
 * @param englishSynonyms other English words that mean it
 * @param source where the figures come from
 */
public record Food(
    String id,
    String chinese,
    String english,
    Nutrients per100g,
    OptionalInt glycaemicIndex,
    List<Portion> portions,
    List<String> chineseSynonyms,
    List<String> englishSynonyms,
    FoodSource source) {
  private static final double HUNDRED_GRAMS = 100;

  public Food {
    portions = List.copyOf(portions);
    chineseSynonyms = List.copyOf(chineseSynonyms);
    englishSynonyms = List.copyOf(englishSynonyms);
  }

  /**
   * What an amount of it gives.
   *
   * @param grams at least zero
   */
  public Nutrients nutrients(double grams) {
    return per100g.times(grams / HUNDRED_GRAMS);
  }

  /** Its portion in this unit, if it has one. */
  public Optional<Portion> portion(HouseholdUnit unit) {
    return portions.stream().filter(portion -> portion.unit() == unit).findFirst();
  }
}
