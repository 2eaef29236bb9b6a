package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.quality.ForecastQuality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How good a model's forecasts are on one test part of a set. */
public record Judgement(
    String dataset, TrainedOn training, String model, TestPart part, ForecastQuality quality) {
  private record Cell(String dataset, TrainedOn training, String model, TestPart part) {}

  /** Those of several seeds as one for each cell, in the order the cells first appear in. */
  public static List<Judgement> joined(List<Judgement> judgements) {
    Map<Cell, ForecastQuality> cells = new LinkedHashMap<>();
    for (Judgement one : judgements) {
      cells.merge(
          new Cell(one.dataset, one.training, one.model, one.part),
          one.quality,
          ForecastQuality::and);
    }
    return cells.entrySet().stream()
        .map(
            cell ->
                new Judgement(
                    cell.getKey().dataset(),
                    cell.getKey().training(),
                    cell.getKey().model(),
                    cell.getKey().part(),
                    cell.getValue()))
        .toList();
  }
}
