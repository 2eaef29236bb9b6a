package io.efollowup.testkit.shanghai;

import io.efollowup.glucose.CareEvent.InsulinAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Insulin as the data writes it: {@code insulin glargine, 14 IU, Humulin 70/30, 12 IU}. */
final class InsulinText {
  private static final Pattern DOSE =
      Pattern.compile("(?<name>[A-Za-z][A-Za-z0-9/ ]*?),?\\s+(?<units>\\d+(?:\\.\\d+)?)\\s*IU");

  private static final Pattern INFUSED =
      Pattern.compile("(?<units>\\d+(?:\\.\\d+)?)\\s*IU\\s+(?<name>[A-Za-z ]+)");

  private InsulinText() {}

  /** One dose. */
  record Dose(double units, InsulinAction action) {}

  /** The doses under the skin; empty if any part cannot be read. */
  static Optional<List<Dose>> injected(String text) {
    return doses(DOSE.matcher(plain(text)), plain(text).replaceAll("[;,\\s]", "").length());
  }

  /** The insulin of an infusion into a vein; the rest of the mixture is not looked at. */
  static Optional<List<Dose>> infused(String text) {
    return doses(INFUSED.matcher(plain(text)), 0);
  }

  /**
   * @param whole how many letters the doses must cover, or 0 where other words may stand between
   */
  private static Optional<List<Dose>> doses(Matcher matcher, int whole) {
    List<Dose> doses = new ArrayList<>();
    int covered = 0;
    while (matcher.find()) {
      Optional<InsulinAction> action = action(matcher.group("name"));
      if (action.isEmpty()) {
        return Optional.empty();
      }
      doses.add(new Dose(Double.parseDouble(matcher.group("units")), action.get()));
      covered += matcher.group().replaceAll("[;,\\s]", "").length();
    }
    return doses.isEmpty() || covered < whole ? Optional.empty() : Optional.of(doses);
  }

  /** No-break spaces occur among the data's blanks. */
  private static String plain(String text) {
    return text.replace('\u00a0', ' ').strip();
  }

  /** How fast an insulin of this name acts, by its label. */
  static Optional<InsulinAction> action(String name) {
    String plain = name.toLowerCase(Locale.ROOT).strip();
    // A premix has its shares in its name: 70/30, 30R, M30.
    if (plain.matches(".*(\\d\\d/\\d\\d|\\d\\dr|m\\d\\d)")) {
      return Optional.of(InsulinAction.MIXED);
    }
    return switch (plain) {
      case "insulin aspart", "insulin glulisine", "insulin lispro" ->
          Optional.of(InsulinAction.RAPID);
      case "novolin r", "humulin r", "gansulin r", "scilin r" -> Optional.of(InsulinAction.SHORT);
      case "novolin n", "humulin n", "gansulin n" -> Optional.of(InsulinAction.INTERMEDIATE);
      case "insulin glargine", "insulin glarigine", "insulin detemir", "insulin degludec" ->
          Optional.of(InsulinAction.LONG);
      default -> Optional.empty();
    };
  }
}
