package io.efollowup.glucose.food.internal;

import io.efollowup.glucose.food.Food;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** English text cut into known phrases: the longest at each place, in either number, any order. */
public final class EnglishWords {
  /** Ways of cooking, cuts and sizes, and words between foods: they name no food. */
  private static final Set<String> NO_FOOD =
      Set.of(
          ("a an and with in of on the or for to from by as plus some few about total steamed boiled fried"
                  + " stir pan deep dry shallow braised stewed roasted roast grilled baked toasted smoked"
                  + " raw fresh cooked cold hot warm tossed mixed sauteed poached pickled preserved salted"
                  + " salty spicy sour sweet sliced shredded diced minced mashed chopped cut cube cubed"
                  + " stuffed stuffing wrapped filled coated starch slice piece shred dice fillet chunk"
                  + " strip part head tail skin small big large whole half little lean plain pure sugar-free"
                  + " free salt oil oily scallion sauce brown white red green black dried chinese dish style basket"
                  + " tossing braising flavor flavour home made homemade light low fat full soaked immersed"
                  + " boiling marinated spiced fermented double more than bag ml equal cake-shaped breakfast lunch dinner supper snack")
              .split(" "));

  private static final Map<String, String> IRREGULAR =
      Map.of(
          "leaves", "leaf", "feet", "foot", "loaves", "loaf", "halves", "half", "knives", "knife",
          "geese", "goose", "mice", "mouse");

  private final Map<String, Food> phrases;
  private final Map<String, Food> phrasesInAnyOrder;
  private final int longest;

  private EnglishWords(
      Map<String, Food> phrases, Map<String, Food> phrasesInAnyOrder, int longest) {
    this.phrases = phrases;
    this.phrasesInAnyOrder = phrasesInAnyOrder;
    this.longest = longest;
  }

  /** The phrases for these foods. */
  public static EnglishWords of(List<Food> foods) {
    Map<String, Food> phrases = new HashMap<>();
    Map<String, Food> anyOrder = new HashMap<>();
    int longest = 0;
    for (Food food : foods) {
      List<String> names = new ArrayList<>(food.englishSynonyms());
      names.add(food.english());
      for (String name : names) {
        List<String> words = words(name);
        phrases.put(String.join(" ", words), food);
        anyOrder.put(sorted(words), food);
        longest = Math.max(longest, words.size());
      }
    }
    return new EnglishWords(phrases, anyOrder, longest);
  }

  /** Reads a run of text that is not Chinese. */
  public void read(String run, Found found) {
    List<String> words = words(run);
    int at = 0;
    while (at < words.size()) {
      int length = foodAt(words, at, found);
      if (length == 0) {
        String word = words.get(at);
        if (!NO_FOOD.contains(word) && word.chars().anyMatch(Character::isLetter)) {
          found.unknown(word);
        }
        length = 1;
      }
      at += length;
    }
  }

  /** How many words from here on are a food; zero where none begins. */
  private int foodAt(List<String> words, int at, Found found) {
    for (int length = Math.min(longest, words.size() - at); length > 0; length--) {
      List<String> window = words.subList(at, at + length);
      Optional<Food> food =
          Optional.ofNullable(phrases.get(String.join(" ", window)))
              .or(() -> Optional.ofNullable(phrasesInAnyOrder.get(sorted(window))));
      if (food.isPresent()) {
        found.food(food.get());
        return length;
      }
    }
    return 0;
  }

  private static String sorted(List<String> words) {
    return words.stream().sorted().collect(Collectors.joining(" "));
  }

  static List<String> words(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replace('’', '\'').replace("'s", "");
    return Stream.of(plain.split("[^\\p{L}\\p{Nd}']+"))
        .filter(word -> !word.isEmpty())
        .map(EnglishWords::singular)
        .toList();
  }

  private static String singular(String word) {
    if (IRREGULAR.containsKey(word)) {
      return IRREGULAR.get(word);
    }
    if (word.length() > 4 && word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.matches(".{2,}(oes|ches|shes|sses|xes)")) {
      return word.substring(0, word.length() - 2);
    }
    boolean plural = word.length() > 3 && word.endsWith("s") && !word.matches(".*(ss|us|is)");
    return plural ? word.substring(0, word.length() - 1) : word;
  }
}
