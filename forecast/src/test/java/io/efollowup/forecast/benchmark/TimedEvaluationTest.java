package io.efollowup.forecast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.forecast.ForecastModels;
import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.benchmark.TimedScore.Points;
import io.efollowup.testkit.SharedData;
import io.efollowup.testkit.shanghai.ShanghaiFiles;
import io.efollowup.testkit.shanghai.ShanghaiWear;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimedEvaluationTest {
  private static final DataSetParameters SET =
      new DataSetParameters("a", "a.csv", 45, 2, 1, 10, 6, Set.of(), Set.of());

  /**
   * Windows of 144 points back and 30 minutes ahead in each subject's test part, as the published
   * results state them (GlucoFM-Bench, full-shot GPFormer on ShanghaiT1DM).
   */
  private static final Map<String, Integer> PUBLISHED_WINDOWS =
      Map.ofEntries(
          Map.entry("1001", 246),
          Map.entry("1002", 1045),
          Map.entry("1003", 654),
          Map.entry("1004", 401),
          Map.entry("1005", 605),
          Map.entry("1006", 2076),
          Map.entry("1007", 653),
          Map.entry("1008", 311),
          Map.entry("1009", 260),
          Map.entry("1010", 402),
          Map.entry("1011", 173),
          Map.entry("1012", 654));

  private static TimedSet timed(List<RawReading> readings) {
    return TimedSet.of(Preparation.of(SET, 0, readings), readings);
  }

  /** Readings a quarter of an hour apart; value 100 and then one more each. */
  private static List<RawReading> quarters(String id, long from, int count) {
    List<RawReading> readings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      readings.add(new RawReading(id, from + 15L * i, 100 + 3 * i));
    }
    return readings;
  }

  @Test
  void shouldCutTheWindowsOfThePublishedResults() throws IOException {
    StringBuilder csv = new StringBuilder("id,time,gl\n");
    for (ShanghaiWear wear :
        ShanghaiFiles.read(SharedData.assume("data/shanghai/Shanghai_T1DM"), false)) {
      wear.readings()
          .forEach(
              row ->
                  csv.append(row.get(0), 0, 4)
                      .append(',')
                      .append(row.get(1))
                      .append(',')
                      .append(row.get(2))
                      .append('\n'));
    }
    TimedSet set = timed(BenchmarkCsv.readings(new StringReader(csv.toString()), "t1.csv", SET));

    Map<String, Integer> windows = new TreeMap<>();
    for (SubjectSeries part : set.test()) {
      String subject = set.set().subjects().get(part.wearer().subject());
      windows.merge(subject, Math.max(0, part.series().length() - 149), Integer::sum);
    }
    assertThat(windows).isEqualTo(new TreeMap<>(PUBLISHED_WINDOWS));
  }

  @Test
  void shouldTrainOnFourFifthsOfTheTimeAndTestOnTheRest() {
    // Two wears, 58 and 43 points: 101 in all, of which 80 train.
    List<RawReading> readings = quarters("x", 0, 20);
    readings.addAll(quarters("x", 10_000, 15));
    TimedSet set = timed(readings);

    assertThat(set.train().stream().map(part -> part.series().length())).containsExactly(58, 22);
    assertThat(set.test().stream().map(part -> part.series().length())).containsExactly(21);
    long lastTrained = set.train().getLast().series().minute(21);
    assertThat(set.test().getFirst().series().minute(0)).isEqualTo(lastTrained + 5);
  }

  @Test
  void shouldAverageOverSubjectsOnTheGridAndFromReadingToReading() {
    // Glucose rises by 1 every five minutes for x and stays for y: persistence is off by 6 and 12.
    List<RawReading> readings = quarters("x", 0, 60);
    for (RawReading reading : quarters("y", 0, 60)) {
      readings.add(new RawReading("y", reading.minute(), 100));
    }
    TimedEvaluation evaluation = new TimedEvaluation(List.of(timed(readings)));

    List<TimedScore> scores =
        evaluation.scores(ForecastModels.named("persistence").orElseThrow(), TrainedOn.OWN, 1);

    // 178 points a subject, 36 of them tested: origins 10 to 24 of those, the grid's first a third.
    TimedScore grid = find(scores, Points.GRID, 30);
    assertThat(grid.rmse()).isCloseTo(3, within(1e-6));
    assertThat(grid.mae()).isCloseTo(3, within(1e-6));
    assertThat(grid.subjects()).isEqualTo(2);
    assertThat(grid.windows()).isEqualTo(2 * 15);
    TimedScore hour = find(scores, Points.READINGS, 60);
    assertThat(hour.rmse()).isCloseTo(6, within(1e-6));
    assertThat(hour.windows()).isEqualTo(2 * 5);
    assertThat(TimedEvaluation.averages(List.of(grid, grid)).getFirst().windows()).isEqualTo(60);
  }

  @Test
  void shouldRefuseATrainingOnStrangers() {
    TimedEvaluation evaluation = new TimedEvaluation(List.of(timed(quarters("x", 0, 60))));
    assertThatThrownBy(
            () -> evaluation.scores(ForecastModels.named("ar2").orElseThrow(), TrainedOn.OTHERS, 1))
        .isInstanceOf(BenchmarkProblem.class);
  }

  private static TimedScore find(List<TimedScore> scores, Points points, int minutes) {
    return scores.stream()
        .filter(score -> score.points() == points && score.minutes() == minutes)
        .findFirst()
        .orElseThrow();
  }
}
