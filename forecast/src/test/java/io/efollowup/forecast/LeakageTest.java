package io.efollowup.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No model can know what comes after the origin of its forecast. */
class LeakageTest {
  private static final int LAGS = 48;
  private static final int ORIGIN = 160;
  private static final TrainingData DATA = new TrainingData(Synthetic.parts(2, 300), 2);
  private static final Map<String, Forecaster> TRAINED = new HashMap<>();

  static Stream<ForecastModel> models() {
    return ForecastModels.all().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldForecastTheSameWhateverComesAfterTheOrigin(ForecastModel model) {
    Forecaster forecaster = trained(model);
    float[] one = Synthetic.values(300, 77);
    float[] other = one.clone();
    Arrays.fill(other, ORIGIN, other.length, 399);

    assertThat(forecast(forecaster, other)).containsExactly(forecast(forecaster, one));
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldForecastOtherwiseWhenTheLastValueIsAnother(ForecastModel model) {
    Forecaster forecaster = trained(model);
    float[] one = Synthetic.values(300, 77);
    float[] other = one.clone();
    other[ORIGIN - 1] += 30;

    assertThat(forecast(forecaster, other)).isNotEqualTo(forecast(forecaster, one));
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldGiveTheSameForecasterForTheSameDataAndSeed(ForecastModel model) {
    float[] values = Synthetic.values(300, 77);

    assertThat(forecast(model.train(DATA, model.lags(LAGS), 1), values))
        .containsExactly(forecast(trained(model), values));
  }

  @Test
  void shouldHoldNoPointAfterTheOriginInAHistory() {
    History history = Synthetic.series(300, 1).before(ORIGIN);

    assertThat(history.length()).isEqualTo(ORIGIN);
    assertThatThrownBy(() -> history.back(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> history.series().mgdl(ORIGIN))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void shouldHoldNoPointBeforeItsSeriesInAHistory() {
    List<GlucoseSeries> slices = List.of(Synthetic.series(300, 1).slice(100, 200));

    assertThatThrownBy(() -> slices.getFirst().before(50).back(50))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static Forecaster trained(ForecastModel model) {
    return TRAINED.computeIfAbsent(model.name(), name -> model.train(DATA, model.lags(LAGS), 1));
  }

  private static double[] forecast(Forecaster forecaster, float[] mgdl) {
    return forecaster.forecast(new Wearer(1, 2), GlucoseSeries.of(0, mgdl).before(ORIGIN));
  }
}
