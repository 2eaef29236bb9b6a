package io.efollowup.insight;

import java.util.List;
import java.util.Optional;

/**
 * What glucose did after the meals of a time of day.
 *
 * @param time the time of day
 * @param meals how many were logged
 * @param compared those that can be compared
 * @param figures of these; empty where there is none
 */
public record MealTimeResponse(
    MealTime time, int meals, List<ReviewedMeal> compared, Optional<ResponseFigures> figures) {
  public MealTimeResponse {
    compared = List.copyOf(compared);
  }
}
