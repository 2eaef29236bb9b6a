package io.efollowup.insight;

import java.time.Duration;
import java.util.List;

/**
 * The middle and the spread of comparable meal responses. With one response all of them are that
 * one's: an observation, not a pattern.
 *
 * @param n how many, at least one
 * @param medianRiseMgdl middle rise, in mg/dL
 * @param leastRiseMgdl smallest rise
 * @param greatestRiseMgdl largest rise
 * @param medianTimeToPeak middle time from meal to peak
 * @param medianAreaMgdlHours middle incremental area of two hours
 * @param medianAfterTwoHoursMgdl middle difference from baseline two hours after the meal
 * @param withInsulin how many of them had fast insulin near
 * @param withExercise how many of them had exercise near
 */
public record ResponseFigures(
    int n,
    double medianRiseMgdl,
    double leastRiseMgdl,
    double greatestRiseMgdl,
    Duration medianTimeToPeak,
    double medianAreaMgdlHours,
    double medianAfterTwoHoursMgdl,
    int withInsulin,
    int withExercise) {

  /** From this many on a response was seen again and again. */
  public static final int REPEATED = 3;

  static ResponseFigures of(List<ReviewedMeal> comparable) {
    List<Excursion> excursions =
        comparable.stream().map(response -> response.excursion().orElseThrow()).toList();
    Spread rises = Spread.of(excursions.stream().mapToDouble(Excursion::riseMgdl));
    return new ResponseFigures(
        excursions.size(),
        rises.median(),
        rises.least(),
        rises.greatest(),
        Duration.ofSeconds(
            Math.round(
                Spread.of(excursions.stream().mapToDouble(e -> e.timeToPeak().toSeconds()))
                    .median())),
        Spread.of(excursions.stream().mapToDouble(Excursion::areaMgdlHours)).median(),
        Spread.of(excursions.stream().mapToDouble(Excursion::afterTwoHoursMgdl)).median(),
        count(comparable, Circumstance.INSULIN),
        count(comparable, Circumstance.EXERCISE));
  }

  private static int count(List<ReviewedMeal> responses, Circumstance circumstance) {
    return (int) responses.stream().filter(response -> response.has(circumstance)).count();
  }

  /** Whether it was seen often enough to speak of a pattern. */
  public boolean isRepeated() {
    return n >= REPEATED;
  }

  /** Whether some of the responses had fast insulin near and some had not. */
  public boolean mixesInsulin() {
    return withInsulin > 0 && withInsulin < n;
  }
}
