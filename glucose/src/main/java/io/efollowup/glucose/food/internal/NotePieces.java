package io.efollowup.glucose.food.internal;

import io.efollowup.glucose.food.HouseholdUnit;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A note cut into entries, each with its amount. */
public final class NotePieces {
  private static final double GRAMS_A_KILO = 1000;
  private static final double GRAMS_A_JIN = 500;
  private static final double GRAMS_A_LIANG = 50;
  private static final double GRAMS_AN_OUNCE = 28.35;
  private static final double MOST_COUNTED = 50;
  private static final String CHINESE_DIGITS = "零一二三四五六七八九十";

  private static final String HOUSEHOLD_ENGLISH =
      Stream.of(HouseholdUnit.values())
          .flatMap(unit -> unit.english().stream())
          .sorted((a, b) -> b.length() - a.length())
          .collect(Collectors.joining("|"));

  private static final String HOUSEHOLD_CHINESE =
      Stream.of(HouseholdUnit.values())
          .map(HouseholdUnit::chinese)
          .flatMap(Collection::stream)
          .distinct()
          .collect(Collectors.joining("|"));

  /** A number with a unit of mass, volume or the household, or alone. */
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?<n>(?<![\\p{L}\\d.])(?:a|an|one|two|three|four|half)(?=\\s+(?:"
              + HOUSEHOLD_ENGLISH
              + ")s?\\b)|(?:(?:两|[零一二三四五六七八九十]+)半?|半)(?=(?:"
              + HOUSEHOLD_CHINESE
              + "|斤|两))|\\d+(?:\\.\\d+)?)\\s*(?<u>(?:kg|mg|ml|g|l|oz|grams?|millilit(?:re|er)s?|(?:"
              + HOUSEHOLD_ENGLISH
              + ")(?:e?s)?)\\b|毫克|千克|公斤|毫升|克|斤|两|升|"
              + HOUSEHOLD_CHINESE
              // A half more of what was counted, but not half-cooked food, nor half of the next.
              + ")?(?<h>(?<=[斤两"
              + String.join("", HOUSEHOLD_CHINESE.split("\\|"))
              + "])半(?![熟脱干斤两]|"
              + HOUSEHOLD_CHINESE
              + "))?(?:\\s+of\\b)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SEPARATOR = Pattern.compile("[\\n\\r,，;；。()（）]+");

  private NotePieces() {}

  /** How much of it. */
  public sealed interface Amount {
    /** A mass; a millilitre counts as a gram. */
    record Mass(double grams) implements Amount {}

    /** A count of one of these units, the likeliest first. */
    record Count(double number, List<HouseholdUnit> units) implements Amount {}

    /** Not stated. */
    record None() implements Amount {}
  }

  /** An entry: its words, and its amount as written and as read. */
  public record Piece(String text, String amountText, Amount amount) {}

  /** Cuts a note. */
  public static List<Piece> of(String note) {
    String plain = Normalizer.normalize(note, Normalizer.Form.NFKC);
    List<Piece> pieces = new ArrayList<>();
    for (String line : plain.split("[\\n\\r;；。]+")) {
      line(line, pieces);
    }
    return pieces;
  }

  /** A line is cut at commas, but not within {@code a, b and c 100 g}, which is one entry. */
  private static void line(String line, List<Piece> pieces) {
    StringBuilder waiting = new StringBuilder();
    for (String part : SEPARATOR.split(line)) {
      if (!AMOUNT.matcher(part).find()) {
        waiting.append(waiting.isEmpty() ? "" : ", ").append(part);
      } else if (part.toLowerCase(Locale.ROOT).contains(" and ")) {
        entry(waiting.isEmpty() ? part : waiting + " " + part, pieces);
        waiting.setLength(0);
      } else {
        bare(waiting, pieces);
        entry(part, pieces);
      }
    }
    bare(waiting, pieces);
  }

  /** Parts without any amount, each an entry. */
  private static void bare(StringBuilder waiting, List<Piece> pieces) {
    for (String part : waiting.toString().split(",")) {
      add(part, "", new Amount.None(), pieces);
    }
    waiting.setLength(0);
  }

  /** Text with amounts, which all stand before their words or all behind. */
  private static void entry(String text, List<Piece> pieces) {
    Matcher amount = AMOUNT.matcher(text);
    int from = 0;
    String leading = "";
    Amount leads = new Amount.None();
    while (amount.find()) {
      String before = text.substring(from, amount.start());
      boolean first = from == 0 && before.isBlank();
      if (first || !leading.isEmpty()) {
        add(before, leading, leads, pieces);
        leading = amount.group();
        leads = amount(amount);
      } else {
        String whole = amount.group();
        pieces.add(new Piece(before.strip(), whole.strip(), amount(amount)));
      }
      from = amount.end();
    }
    add(text.substring(from), leading, leads, pieces);
  }

  private static void add(String text, String amountText, Amount amount, List<Piece> pieces) {
    String words = text.strip();
    if (words.codePoints().anyMatch(Character::isLetter) || !amountText.isEmpty()) {
      pieces.add(new Piece(words, amountText.strip(), amount));
    }
  }

  private static Amount amount(Matcher match) {
    double half = match.group("h") == null ? 0 : 0.5;
    double number = number(match.group("n").toLowerCase(Locale.ROOT)) + half;
    String unit = match.group("u") == null ? "" : match.group("u").toLowerCase(Locale.ROOT);
    return switch (unit) {
      case "g", "gram", "grams", "克", "ml", "毫升" -> new Amount.Mass(number);
      case "millilitre", "millilitres", "milliliter", "milliliters" -> new Amount.Mass(number);
      case "kg", "千克", "公斤", "l", "升" -> new Amount.Mass(number * GRAMS_A_KILO);
      case "毫克", "mg" -> new Amount.Mass(number / GRAMS_A_KILO);
      case "斤" -> new Amount.Mass(number * GRAMS_A_JIN);
      case "两" -> new Amount.Mass(number * GRAMS_A_LIANG);
      case "oz" -> new Amount.Mass(number * GRAMS_AN_OUNCE);
      case "" -> count(number, List.of(HouseholdUnit.PIECE));
      default -> count(number, household(unit));
    };
  }

  /** What nobody eats so many of was not meant as a count. */
  private static Amount count(double number, List<HouseholdUnit> units) {
    return number <= MOST_COUNTED ? new Amount.Count(number, units) : new Amount.None();
  }

  private static List<HouseholdUnit> household(String word) {
    List<HouseholdUnit> units = new ArrayList<>();
    for (HouseholdUnit unit : HouseholdUnit.values()) {
      boolean english =
          unit.english().stream().anyMatch(one -> word.equals(one) || word.matches(one + "e?s"));
      if (english || unit.chinese().contains(word)) {
        units.add(unit);
      }
    }
    // What is counted in pieces may be weighed in the catalogue by its slice or its block.
    if (units.contains(HouseholdUnit.BLOCK)) {
      units.add(HouseholdUnit.PIECE);
    }
    return units;
  }

  private static double number(String text) {
    return switch (text) {
      case "a", "an", "one" -> 1;
      case "two" -> 2;
      case "three" -> 3;
      case "four" -> 4;
      case "half", "半" -> 0.5;
      case "两" -> 2;
      default ->
          Character.isDigit(text.charAt(0)) && text.charAt(0) < 0x80
              ? Double.parseDouble(text)
              : chinese(text);
    };
  }

  /** One to ninety-nine, with {@code 半} as a half more. */
  private static double chinese(String text) {
    double sum = 0;
    double digit = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '十') {
        sum += Math.max(1, digit) * 10;
        digit = 0;
      } else if (letter == '半') {
        digit += 0.5;
      } else {
        digit = letter == '两' ? 2 : CHINESE_DIGITS.indexOf(letter);
      }
    }
    return sum + digit;
  }
}
