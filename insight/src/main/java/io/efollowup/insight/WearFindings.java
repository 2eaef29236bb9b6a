package io.efollowup.insight;

import java.util.List;
import java.util.Optional;

/**
 * What a wear shows beyond its figures. Everything is observed; nothing says why.
 *
 * @param blocks the parts of the day
 * @param nights each night of the period
 * @param meals the meals and what followed them
 * @param effects times after exercise and medicines beside other days
 * @param stretches the times outside target with what was logged around them
 * @param lowsMostly when lows recur, if they do
 * @param highsMostly when highs recur, if they do
 * @param risk risk indices
 * @param talkingPoints what to talk about, at most five, the weightiest first; empty where there is
 *     too little data to say anything
 */
public record WearFindings(
    List<TimeBlock> blocks,
    List<Night> nights,
    MealReview meals,
    List<Effect> effects,
    List<ReviewedStretch> stretches,
    Optional<Recurrence> lowsMostly,
    Optional<Recurrence> highsMostly,
    RiskProfile risk,
    List<TalkingPoint> talkingPoints) {
  public WearFindings {
    blocks = List.copyOf(blocks);
    nights = List.copyOf(nights);
    effects = List.copyOf(effects);
    stretches = List.copyOf(stretches);
    talkingPoints = List.copyOf(talkingPoints);
  }

  WearFindings with(List<TalkingPoint> points) {
    return new WearFindings(
        blocks, nights, meals, effects, stretches, lowsMostly, highsMostly, risk, points);
  }
}
