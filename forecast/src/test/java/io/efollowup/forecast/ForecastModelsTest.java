package io.efollowup.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastModelsTest {
  private static final Wearer WEARER = new Wearer(0, 0);
  private static final TrainingData NOTHING = new TrainingData(List.of(), 1);

  @Test
  void shouldHoldTheLastValueInPersistence() {
    assertThat(forecast("persistence", NOTHING, 100, 117)).containsOnly(117).hasSize(12);
  }

  @Test
  void shouldForecastWithTheCoefficientsOfNightscoutInAr2() {
    // By hand: 140 exp(1.716 ln(120/140) - 0.723 ln(110/140)) = 127.93, then 134.07, 138.74.
    assertThat(forecast("ar2", NOTHING, 110, 120)).startsWith(128, 134, 139);
  }

  @Test
  void shouldKeepAr2WithinThePublishedRange() {
    assertThat(Arrays.stream(forecast("ar2", NOTHING, 300, 390)).max()).hasValue(400);
    assertThat(Arrays.stream(forecast("ar2", NOTHING, 90, 40)).min()).hasValue(36);
    assertThat(forecast("ar2", NOTHING, 90, 30)).containsOnly(30);
  }

  @Test
  void shouldFindTheRuleOfASeriesByLinearRegression() {
    float[] wave = new float[400];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = (float) (140 + 40 * Math.sin(i / 9.0));
    }
    Forecaster forecaster = train("linear", 4, new TrainingData(List.of(part(wave)), 1));

    double[] forecast = forecaster.forecast(WEARER, GlucoseSeries.of(0, wave).before(200));

    for (int step = 0; step < forecast.length; step++) {
      assertThat(forecast[step]).isCloseTo(wave[200 + step], within(0.05));
    }
  }

  @Test
  void shouldBeBentLessByFewWildHoursWhenItAimsAtTheMedian() {
    List<SubjectSeries> parts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      float[] flat = new float[120];
      for (int j = 0; j < flat.length; j++) {
        flat[j] = 120 + (i * 31 + j * 17) % 5 + (i % 5 == 0 && j > 60 ? 200 : 0);
      }
      parts.add(part(flat));
    }
    TrainingData data = new TrainingData(parts, 1);
    float[] calm = new float[60];
    for (int j = 0; j < calm.length; j++) {
      calm[j] = 120 + (j * 17) % 5;
    }
    History history = GlucoseSeries.of(0, calm).before(60);

    double lad = train("lad", 24, data).forecast(WEARER, history)[11];
    double linear = train("linear", 24, data).forecast(WEARER, history)[11];

    assertThat(Math.abs(lad - 122)).isLessThan(4).isLessThan(Math.abs(linear - 122));
  }

  private static double[] forecast(String model, TrainingData data, float... mgdl) {
    return train(model, 2, data).forecast(WEARER, GlucoseSeries.of(0, mgdl).before(mgdl.length));
  }

  private static Forecaster train(String name, int lags, TrainingData data) {
    ForecastModel model = ForecastModels.named(name).orElseThrow();
    return model.train(data, model.lags(lags), 1);
  }

  private static SubjectSeries part(float[] mgdl) {
    return new SubjectSeries(WEARER, GlucoseSeries.of(0, mgdl));
  }
}
