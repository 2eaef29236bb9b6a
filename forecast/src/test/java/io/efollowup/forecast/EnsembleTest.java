package io.efollowup.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.forecast.internal.Window;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnsembleTest {
  private static final Wearer KNOWN = wearer("a");
  private static final Wearer RARE = wearer("b");
  private static final List<SubjectSeries> KNOWN_PARTS =
      List.of(
          new SubjectSeries(KNOWN, Synthetic.series(1300, 1)),
          new SubjectSeries(KNOWN, Synthetic.series(1300, 2)));
  private static final History HISTORY = Synthetic.series(200, 9).before(200);
  private static Map<String, Forecaster> trained = Map.of();

  private static Wearer wearer(String sensor) {
    return new Wearer(0, 0, WearerTraits.UNKNOWN.withSensor(sensor));
  }

  @BeforeAll
  static void train() {
    SubjectSeries rare = new SubjectSeries(RARE, Synthetic.series(300, 3));
    List<SubjectSeries> parts = List.of(KNOWN_PARTS.get(0), KNOWN_PARTS.get(1), rare);
    trained = new Ensemble().train(new TrainingData(parts, 1), 36, 5).variants("ensemble");
  }

  @Test
  void shouldMixNetsAndTheRegressionOfTheKindByHowMuchThereIsOfIt() {
    int windows = Window.all(KNOWN_PARTS, 36, 1).size();
    double share = 2000.0 / (2000 + windows);
    double[] regression =
        new LeastAbsoluteRegression()
            .train(new TrainingData(KNOWN_PARTS, 1), 24, 5)
            .forecast(KNOWN, HISTORY);
    for (String head : List.of("", "-median", "-mean")) {
      double[] net = forecast("net" + head, KNOWN);
      double[] mixed = forecast("ensemble" + head, KNOWN);
      for (int step = 0; step < Forecaster.STEPS; step++) {
        assertThat(mixed[step])
            .as("%s, step %d", head, step)
            .isCloseTo(share * regression[step] + (1 - share) * net[step], within(1e-9));
      }
    }
  }

  @Test
  void shouldGiveThePointBetweenTheMeanAndTheMedian() {
    double[] median = forecast("ensemble-median", KNOWN);
    double[] mean = forecast("ensemble-mean", KNOWN);

    assertThat(mean).isNotEqualTo(median);
    for (int step = 0; step < Forecaster.STEPS; step++) {
      assertThat(forecast("ensemble", KNOWN)[step])
          .isCloseTo(0.4 * mean[step] + 0.6 * median[step], within(1e-9));
    }
  }

  @Test
  void shouldLeaveWearersOfARareOrUnknownKindToTheNets() {
    assertThat(forecast("ensemble", RARE)).containsExactly(forecast("net", RARE));
    Wearer unknown = new Wearer(0, 0);
    assertThat(forecast("ensemble", unknown)).containsExactly(forecast("net", unknown));
    assertThat(forecast("ensemble", unknown)).isNotEqualTo(forecast("ensemble", KNOWN));
  }

  private static double[] forecast(String variant, Wearer wearer) {
    return trained.get(variant).forecast(wearer, HISTORY);
  }
}
