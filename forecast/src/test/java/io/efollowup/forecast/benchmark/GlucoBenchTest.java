package io.efollowup.forecast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.efollowup.forecast.ForecastModels;
import io.efollowup.testkit.SharedData;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published data and figures; skipped where they are not beside the project. */
class GlucoBenchTest {
  private static final int STRIDE = 6;

  @ParameterizedTest
  @ValueSource(strings = {"broll", "colas", "dubosson", "hall"})
  void shouldGiveThePublishedCountsForEverySeed(String name) throws IOException {
    PreparedSet set = set(name);
    List<Split> splits = splits(name);

    assertThat(splits).hasSize(13);
    for (Split split : splits) {
      assertThat(SplitParts.of(set, split).counts(set))
          .as("seed %d", split.seed())
          .isEqualTo(split.expected().orElseThrow());
    }
  }

  /** Broll with 192 lags and Dubosson with 12, to three significant digits. */
  @ParameterizedTest
  @ValueSource(strings = {"broll", "dubosson"})
  void shouldReproduceThePublishedLinearModelSeedBySeed(String name) throws IOException {
    PreparedSet set = set(name);
    Map<Integer, List<Score>> scores = new HashMap<>();
    for (Split split : splits(name)) {
      if (split.seed() >= 10) {
        Evaluation evaluation =
            new Evaluation(List.of(set), Map.of(name, split), split.seed(), STRIDE);
        scores.put(
            split.seed(),
            evaluation.scores(
                ForecastModels.named("linear").orElseThrow(), TrainedOn.OWN, List.of(set)));
      }
    }
    int compared = 0;
    for (String[] row : rows("linreg-per-seed.csv")) {
      if (row[0].equals(name)) {
        Score score = find(scores.get(Integer.parseInt(row[1])), row[2], row[3]);
        assertThat(score.mse())
            .as(String.join(" ", row))
            .isCloseTo(Double.parseDouble(row[4]), withinPercentage(0.1));
        assertThat(score.mae())
            .as(String.join(" ", row))
            .isCloseTo(Double.parseDouble(row[5]), withinPercentage(0.1));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(40);
  }

  @Test
  void shouldTestOnNoSubjectOfTheTrainingPartsWhereTheSplitSaysSo() throws IOException {
    PreparedSet set = set("hall");
    for (Split split : splits("hall")) {
      SplitParts parts = SplitParts.of(set, split);
      assertThat(parts.unseen().stream().map(part -> part.wearer().subject()).toList())
          .doesNotContainAnyElementsOf(
              parts.train().stream().map(part -> part.wearer().subject()).toList());
    }
  }

  private static Score find(List<Score> scores, String part, String reduction) {
    return scores.stream()
        .filter(score -> (score.part() == TestPart.ID) == part.equals("ID"))
        .filter(score -> score.reduction().text().equals(reduction))
        .findFirst()
        .orElseThrow();
  }

  private static Path file(String name) {
    return SharedData.assume("data/glucobench/" + name);
  }

  private static PreparedSet set(String name) throws IOException {
    try (Reader suite = Files.newBufferedReader(file("suite.csv"))) {
      DataSetParameters parameters =
          BenchmarkCsv.suite(suite, "suite.csv").stream()
              .filter(set -> set.name().equals(name))
              .findFirst()
              .orElseThrow();
      try (Reader readings = Files.newBufferedReader(file(parameters.file()))) {
        return Preparation.of(
            parameters, 0, BenchmarkCsv.readings(readings, parameters.file(), parameters));
      }
    }
  }

  private static List<Split> splits(String dataset) throws IOException {
    try (Reader reader = Files.newBufferedReader(file("splits.csv"))) {
      return BenchmarkCsv.splits(reader, "splits.csv").stream()
          .filter(split -> split.dataset().equals(dataset))
          .toList();
    }
  }

  private static List<String[]> rows(String name) throws IOException {
    try (var lines = Files.lines(file(name))) {
      return lines.skip(1).map(line -> line.split(",", -1)).toList();
    }
  }
}
