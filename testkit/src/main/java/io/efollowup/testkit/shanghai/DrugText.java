package io.efollowup.testkit.shanghai;

import io.efollowup.telemetry.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Medicines as the data writes them: {@code metformin 0.5 g, acarbose 50 mg}. */
final class DrugText {
  private static final double MILLIGRAMS_A_GRAM = 1000;
  private static final String AMOUNT = "(\\d+(?:\\.\\d+)?)\\s*(mg|g)";
  private static final Pattern DOSE =
      Pattern.compile(
          "(?<name>[A-Za-z][A-Za-z/ ]*?),?\\s+"
              + AMOUNT
              + "(?:\\s*/\\s*"
              + AMOUNT
              + ")?(?=\\s*(?:[,;]|$))");

  /** Largest single doses of the labels, in mg; a stated dose above is a slip of the pen. */
  private static final Map<String, Double> LARGEST =
      Map.ofEntries(
          Map.entry("metformin", 2550.0),
          Map.entry("acarbose", 200.0),
          Map.entry("voglibose", 0.6),
          Map.entry("gliclazide", 320.0),
          Map.entry("glimepiride", 8.0),
          Map.entry("gliquidone", 120.0),
          Map.entry("repaglinide", 4.0),
          Map.entry("pioglitazone", 45.0),
          Map.entry("sitagliptin", 100.0),
          Map.entry("linagliptin", 5.0),
          Map.entry("dapagliflozin", 10.0),
          Map.entry("empagliflozin", 25.0),
          Map.entry("canagliflozin", 300.0),
          Map.entry("liraglutide", 3.0));

  private DrugText() {}

  /**
   * One medicine.
   *
   * @param milligrams empty where the stated dose cannot be meant
   */
  record Drug(String term, OptionalDouble milligrams) {}

  /** The medicines; empty if any part cannot be read or names no medicine of the list. */
  static Optional<List<Drug>> of(String text) {
    Matcher matcher = DOSE.matcher(text.strip());
    List<Drug> drugs = new ArrayList<>();
    int covered = 0;
    while (matcher.find()) {
      String[] names = matcher.group("name").split("/");
      for (int i = 0; i < names.length; i++) {
        Optional<String> term = term(names[i]);
        int group = 2 + 2 * i;
        if (term.isEmpty() || names.length > 2 || matcher.group(group) == null) {
          return Optional.empty();
        }
        drugs.add(drug(term.get(), matcher.group(group), matcher.group(group + 1)));
      }
      covered += letters(matcher.group());
    }
    return covered < letters(text) ? Optional.empty() : Optional.of(drugs);
  }

  private static int letters(String text) {
    return text.replaceAll("[^\\p{L}\\p{Nd}]", "").length();
  }

  private static Drug drug(String term, String amount, String unit) {
    double milligrams = Double.parseDouble(amount) * (unit.equals("g") ? MILLIGRAMS_A_GRAM : 1);
    boolean meant = milligrams <= LARGEST.getOrDefault(term, Double.POSITIVE_INFINITY);
    return new Drug(term, meant ? OptionalDouble.of(milligrams) : OptionalDouble.empty());
  }

  /** The list's term for a name; salts and forms are left out. */
  private static Optional<String> term(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("(phosphate|hydrochloride|tablets?)", "").strip();
    return Optional.of(plain).filter(Terms.standard()::isMedication);
  }
}
