package io.efollowup.report.internal;

import io.efollowup.glucose.food.Food;
import io.efollowup.glucose.food.FoodCatalogue;
import io.efollowup.report.Language;
import io.efollowup.report.TermNames;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes terms of the platform's lists for people: foods by the catalogue, activities and medicines
 * by a list of Chinese names. A term that neither knows is written as it is.
 */
final class Terms {
  private final Language language;
  private final String separator;

  Terms(Report report) {
    this.language = report.options().language();
    this.separator = report.words().say("separator.list");
  }

  String foods(List<String> terms) {
    return terms.stream().map(this::food).collect(Collectors.joining(separator));
  }

  /**
   * As many foods as fit, each whole, and how many are left out.
   *
   * @param fits whether a text has room
   */
  String foods(List<String> terms, Predicate<String> fits) {
    for (int shown = terms.size(); shown > 1; shown--) {
      String text = foods(terms, shown);
      if (fits.test(text)) {
        return text;
      }
    }
    return terms.isEmpty() ? "" : foods(terms, 1);
  }

  private String foods(List<String> terms, int shown) {
    int left = terms.size() - shown;
    return foods(terms.subList(0, shown)) + (left == 0 ? "" : " +" + left);
  }

  String food(String term) {
    Optional<Food> food = FoodCatalogue.standard().find(term);
    return food.map(
            known ->
                switch (language) {
                  case ZH -> known.chinese();
                  case EN -> known.english();
                })
        .orElseGet(() -> name(term));
  }

  /** An activity or a medicine. */
  String name(String term) {
    return TermNames.of(term, language);
  }
}
