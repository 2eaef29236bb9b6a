package io.efollowup.glucose.food;

import io.efollowup.glucose.food.FoodAmount.Basis;
import io.efollowup.glucose.food.internal.ChineseWords;
import io.efollowup.glucose.food.internal.EnglishWords;
import io.efollowup.glucose.food.internal.Found;
import io.efollowup.glucose.food.internal.NotePieces;
import io.efollowup.glucose.food.internal.NotePieces.Amount;
import io.efollowup.glucose.food.internal.NotePieces.Piece;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads free-text notes of meals, in Chinese or English, as terms of the catalogue with grams.
 * Words are looked up, never guessed: Chinese by the longest known word, English by known phrases
 * in either number and any order; what is neither a food nor a word of cooking is reported as
 * unknown. Immutable.
 */
public final class FoodIndex {
  private final ChineseWords chinese;
  private final EnglishWords english;

  private FoodIndex(ChineseWords chinese, EnglishWords english) {
    this.chinese = chinese;
    this.english = english;
  }

  /** An index of a catalogue. */
  public static FoodIndex of(FoodCatalogue catalogue) {
    return new FoodIndex(ChineseWords.of(catalogue.foods()), EnglishWords.of(catalogue.foods()));
  }

  /** Reads a note; one without any entry gives one without mentions. */
  public FoodNote read(String note) {
    List<FoodMention> mentions = new ArrayList<>();
    for (Piece piece : NotePieces.of(note)) {
      mentions.add(mention(piece));
    }
    return new FoodNote(mentions);
  }

  private FoodMention mention(Piece piece) {
    Found found = new Found();
    String text = piece.text();
    int from = 0;
    while (from < text.length()) {
      boolean han = isHan(text.codePointAt(from));
      int to = from;
      while (to < text.length() && isHan(text.codePointAt(to)) == han) {
        to += Character.charCount(text.codePointAt(to));
      }
      String run = text.substring(from, to);
      if (han) {
        chinese.read(run, found);
      } else {
        english.read(run, found);
      }
      from = to;
    }
    Set<Food> foods = new LinkedHashSet<>(found.foods());
    List<FoodAmount> amounts =
        foods.stream().map(food -> amount(food, piece.amount(), foods.size())).toList();
    List<String> unknown = new ArrayList<>(found.unknown());
    if (text.isBlank()) {
      unknown.add(piece.amountText());
    }
    return new FoodMention(text, amounts, unknown);
  }

  private static boolean isHan(int codePoint) {
    return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
  }

  private static FoodAmount amount(Food food, Amount amount, int sharing) {
    return switch (amount) {
      case Amount.Mass mass ->
          new FoodAmount(
              food,
              OptionalDouble.of(mass.grams() / sharing),
              sharing == 1 ? Basis.STATED : Basis.SHARED);
      case Amount.Count count when sharing == 1 -> portions(food, count);
      case Amount.Count ignored -> unknown(food);
      case Amount.None ignored -> unknown(food);
    };
  }

  private static FoodAmount portions(Food food, Amount.Count count) {
    Optional<Portion> portion =
        count.units().stream().flatMap(unit -> food.portion(unit).stream()).findFirst();
    return portion
        .map(
            one ->
                new FoodAmount(
                    food, OptionalDouble.of(one.grams() * count.number()), Basis.PORTION))
        .orElseGet(() -> unknown(food));
  }

  private static FoodAmount unknown(Food food) {
    return new FoodAmount(food, OptionalDouble.empty(), Basis.UNKNOWN);
  }
}
