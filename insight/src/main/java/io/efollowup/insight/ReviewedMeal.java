package io.efollowup.insight;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A meal and what glucose did after it: observed, which is not the same as caused.
 *
 * @param meal what was eaten
 * @param excursion how glucose went; empty where readings are missing
 * @param circumstances what to know before reading it
 */
public record ReviewedMeal(
    MealOccasion meal, Optional<Excursion> excursion, Set<Circumstance> circumstances) {
  public ReviewedMeal {
    Set<Circumstance> ordered = EnumSet.noneOf(Circumstance.class);
    ordered.addAll(circumstances);
    circumstances = Collections.unmodifiableSet(ordered);
  }

  /** Whether it may stand beside other responses. */
  public boolean isComparable() {
    return excursion.isPresent()
        && circumstances.stream().noneMatch(Circumstance::preventsComparison);
  }

  /** Whether this holds of it. */
  public boolean has(Circumstance circumstance) {
    return circumstances.contains(circumstance);
  }
}
