package io.efollowup.forecast.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The averages over seeds. */
public final class Averages {
  private Averages() {}

  private record Cell(
      String dataset, TrainedOn training, String model, TestPart part, Reduction reduction) {
    static Cell of(Score score) {
      return new Cell(
          score.dataset(), score.training(), score.model(), score.part(), score.reduction());
    }

    Score average(List<Score> scores) {
      return new Score(
          dataset,
          training,
          model,
          part,
          OptionalInt.empty(),
          reduction,
          scores.stream().mapToDouble(Score::mse).average().orElseThrow(),
          scores.stream().mapToDouble(Score::mae).average().orElseThrow(),
          scores.stream().mapToInt(Score::windows).sum());
    }
  }

  /** One score without a seed for each cell, in the order the cells first appear in. */
  public static List<Score> of(List<Score> scores) {
    Map<Cell, List<Score>> cells =
        scores.stream()
            .collect(Collectors.groupingBy(Cell::of, LinkedHashMap::new, Collectors.toList()));
    return cells.entrySet().stream().map(cell -> cell.getKey().average(cell.getValue())).toList();
  }
}
