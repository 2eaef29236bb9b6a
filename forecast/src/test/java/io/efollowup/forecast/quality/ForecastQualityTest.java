package io.efollowup.forecast.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.forecast.Basis;
import io.efollowup.forecast.ForecastStep;
import io.efollowup.forecast.Forecaster;
import io.efollowup.forecast.GlucoseRisk;
import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.NoPrognosis;
import io.efollowup.forecast.ProbabilisticForecaster;
import io.efollowup.forecast.Prognosis;
import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.Synthetic;
import io.efollowup.forecast.Wearer;
import io.efollowup.forecast.WearerProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastQualityTest {
  private static final int BEFORE = 4;
  private static final long SEED = 7;

  /** Knows nothing but the last value. */
  private static final Forecaster STAYS =
      (wearer, history) -> {
        double[] mgdl = new double[Forecaster.STEPS];
        Arrays.fill(mgdl, history.last());
        return mgdl;
      };

  /** 100 mg/dL, falling to 60 at point 40 by 1 mg/dL a minute, back at point 60. */
  private static GlucoseSeries withALow(int subject) {
    float[] mgdl = new float[120 + subject];
    Arrays.fill(mgdl, 100);
    for (int i = 33; i < 60; i++) {
      mgdl[i] = Math.max(60, 100 - 5 * (i - 32));
    }
    return GlucoseSeries.of(0, mgdl);
  }

  private static List<SubjectSeries> patients(int count) {
    List<SubjectSeries> patients = new ArrayList<>();
    for (int subject = 0; subject < count; subject++) {
      patients.add(new SubjectSeries(new Wearer(0, subject), withALow(subject)));
    }
    return patients;
  }

  private static Estimate find(
      List<QualityFigure> figures, int minutes, String measure, String group) {
    return find(figures, minutes, measure, group, Double.NaN);
  }

  private static Estimate find(
      List<QualityFigure> figures, int minutes, String measure, String group, double threshold) {
    return figures.stream()
        .filter(figure -> figure.minutes() == minutes && figure.measure().equals(measure))
        .filter(figure -> figure.group().equals(group))
        .filter(
            figure -> Double.isNaN(threshold) || figure.threshold().orElse(Double.NaN) == threshold)
        .map(QualityFigure::estimate)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldMeasureErrorsByRegionAndRate() {
    List<QualityFigure> figures =
        ForecastQuality.of(ForesightSource.ofPoints(STAYS), patients(1), BEFORE).figures(SEED);

    // Origins 3 to 102 (17 points must follow): 100. The value 30 minutes on differs at 33 - 6 to
    // 59 - 6 and while the low lasts.
    Estimate all = find(figures, 30, "mae", "all");
    assertThat(all.count()).isEqualTo(100);
    double sum = 0;
    double relative = 0;
    float[] values = new float[120];
    for (int i = 0; i < 120; i++) {
      values[i] = withALow(0).mgdl(i);
    }
    int low = 0;
    double lowBias = 0;
    for (int origin = 3; origin <= 102; origin++) {
      sum += Math.abs(values[origin] - values[origin + 6]);
      relative += Math.abs((double) values[origin] - values[origin + 6]) / values[origin + 6];
      if (values[origin + 6] < 70) {
        low++;
        lowBias += values[origin] - values[origin + 6];
      }
    }
    assertThat(all.value()).isCloseTo(sum / 100, within(1e-9));
    assertThat(find(figures, 30, "mard", "all").value()).isCloseTo(relative, within(1e-9));
    assertThat(find(figures, 30, "bias", "54-69").value()).isCloseTo(lowBias / low, within(1e-9));
    assertThat(find(figures, 30, "bias", "54-69").count()).isEqualTo(low);
    // Falls of 15 mg/dL in 15 minutes: origins 35 to 40.
    assertThat(find(figures, 15, "rmse", "falling").count()).isEqualTo(6);
    assertThat(figures).noneMatch(figure -> figure.group().equals(">250"));
    assertThat(figures).noneMatch(figure -> figure.minutes() == 120);
    assertThat(all.interval()).as("one patient says nothing of others").isEmpty();
  }

  @Test
  void shouldShareOutTheZonesOfEveryGrid() {
    List<QualityFigure> figures =
        ForecastQuality.of(ForesightSource.ofPoints(STAYS), patients(2), BEFORE).figures(SEED);
    for (ErrorGrid grid : ErrorGrid.values()) {
      double sum = 0;
      for (ErrorZone zone : ErrorZone.values()) {
        sum += find(figures, 60, grid.text(), zone.name()).value();
      }
      assertThat(sum).as("%s", grid).isCloseTo(100, within(1e-9));
    }
  }

  @Test
  void shouldCountForetoldEventsAndTheirLead() {
    // Sees what comes: each value as it will be.
    Forecaster knows =
        (wearer, history) -> {
          double[] mgdl = new double[Forecaster.STEPS];
          GlucoseSeries whole = withALow(wearer.subject());
          for (int step = 0; step < mgdl.length; step++) {
            mgdl[step] = whole.mgdl(history.length() + step);
          }
          return mgdl;
        };
    List<QualityFigure> figures =
        ForecastQuality.of(ForesightSource.ofPoints(knows), patients(3), BEFORE).figures(SEED);

    assertThat(find(figures, 30, "recall", "below-70", 0).value()).isEqualTo(1);
    assertThat(find(figures, 30, "recall", "below-70", 0).count()).isEqualTo(3);
    assertThat(find(figures, 30, "precision", "below-70", 0).value()).isEqualTo(1);
    assertThat(find(figures, 30, "false-alarms-per-day", "below-70", 0).value()).isZero();
    assertThat(find(figures, 30, "lead-median", "below-70", 0).value()).isEqualTo(30);
    assertThat(find(figures, 60, "lead-q1", "below-70", 0).value()).isEqualTo(60);
    assertThat(figures)
        .noneMatch(
            figure -> figure.group().equals("above-250") && figure.measure().equals("recall"));
  }

  @Test
  void shouldMissEventsWithoutForesightAndFindThemWithAWiderLimit() {
    List<QualityFigure> figures =
        ForecastQuality.of(ForesightSource.ofPoints(STAYS), patients(2), BEFORE).figures(SEED);

    assertThat(find(figures, 30, "recall", "below-70", 0).value()).isZero();
    // Alarmed at the first value below 80 (75, point 37), two points before 65 at point 39.
    assertThat(find(figures, 30, "recall", "below-70", -10).value()).isEqualTo(1);
    assertThat(find(figures, 30, "lead-median", "below-70", -10).value()).isEqualTo(10);
    // 100 is less than 30 beyond the limit never: an alarm needs a value below 100.
    assertThat(find(figures, 30, "lead-median", "below-70", -30).value()).isEqualTo(30);
  }

  @Test
  void shouldCountAWarningThatIsKeptUpAgainAndAgain() {
    Forecaster gloomy =
        (wearer, history) -> {
          double[] mgdl = new double[Forecaster.STEPS];
          Arrays.fill(mgdl, 50);
          return mgdl;
        };
    float[] calm = new float[4 + 288 + 17 - 1];
    Arrays.fill(calm, 110);
    List<SubjectSeries> day =
        List.of(new SubjectSeries(new Wearer(0, 0), GlucoseSeries.of(0, calm)));

    List<QualityFigure> figures =
        ForecastQuality.of(ForesightSource.ofPoints(gloomy), day, BEFORE).figures(SEED);

    assertThat(find(figures, 30, "false-alarms-per-day", "below-70", 0).value()).isEqualTo(48);
    assertThat(find(figures, 60, "false-alarms-per-day", "below-54", 0).value()).isEqualTo(24);
    assertThat(find(figures, 60, "precision", "below-54", 0).value()).isZero();
  }

  @Test
  void shouldJudgeRisksOnTheirOwnScale() {
    // A risk of 0.25 below 90 mg/dL, else of 0.01; nothing is said above 99.
    ProbabilisticForecaster risky =
        recent -> {
          Basis basis = new Basis(1, 0, Duration.ZERO, Optional.of(Duration.ZERO));
          double last = recent.readings().mgdl(recent.readings().size() - 1);
          if (last > 99) {
            return new NoPrognosis(NoPrognosis.Reason.TOO_FEW, "too little to go on", basis);
          }
          ForecastStep.Interval all = new ForecastStep.Interval(40, 400);
          List<ForecastStep> steps = new ArrayList<>();
          for (int step = 1; step <= Prognosis.STEPS; step++) {
            steps.add(new ForecastStep(5 * step, last, last, all, all, all));
          }
          List<GlucoseRisk> risks = new ArrayList<>();
          for (GlucoseRisk.Limit limit : GlucoseRisk.Limit.values()) {
            for (int minutes : GlucoseRisk.HORIZONS_MINUTES) {
              risks.add(new GlucoseRisk(limit, minutes, last < 90 ? 0.25 : 0.01));
            }
          }
          return new Prognosis(recent.at().toInstant(), steps, risks, basis);
        };
    ForecastQuality quality =
        ForecastQuality.of(
            ForesightSource.ofRisks(risky, WearerProfile.UNKNOWN), patients(2), BEFORE);
    List<QualityFigure> figures = quality.figures(SEED);

    assertThat(find(figures, 30, "recall", "below-70", 0.2).value()).isEqualTo(1);
    assertThat(find(figures, 30, "recall", "below-70", 0.3).value()).isZero();
    // Below 90 from point 35 on.
    assertThat(find(figures, 30, "lead-median", "below-70", 0.2).value()).isEqualTo(20);
    assertThat(figures).anyMatch(figure -> figure.minutes() == 120);
    // The low: points 33 to 59 of 100 and 101 origins.
    assertThat(find(figures, 0, "no-forecast", "all").value())
        .isCloseTo(100 * (1 - 54 / 201.0), within(1e-9));
    assertThatThrownBy(
            () ->
                quality.and(
                    ForecastQuality.of(ForesightSource.ofPoints(STAYS), patients(1), BEFORE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldJoinThePartsOfAPatientAndDrawTheSamePatientsAgain() {
    List<SubjectSeries> parts = Synthetic.parts(2, 400);
    ForesightSource source = ForesightSource.ofPoints(STAYS);
    ForecastQuality whole = ForecastQuality.of(source, parts, BEFORE);
    ForecastQuality joined =
        ForecastQuality.of(source, parts.subList(0, 2), BEFORE)
            .and(ForecastQuality.of(source, parts.subList(2, 6), BEFORE));

    assertThat(joined.patients()).isEqualTo(6);
    assertThat(joined.figures(SEED)).isEqualTo(whole.figures(SEED));
    assertThat(joined.figures(SEED)).isNotEqualTo(whole.figures(SEED + 1));
    ForecastQuality twice = whole.and(whole);
    assertThat(twice.patients()).isEqualTo(6);
    Estimate once = find(whole.figures(SEED), 30, "rmse", "all");
    Estimate both = find(twice.figures(SEED), 30, "rmse", "all");
    assertThat(both.value()).isCloseTo(once.value(), within(1e-9));
    assertThat(both.count()).isEqualTo(2 * once.count());
    Estimate.Interval interval = once.interval().orElseThrow();
    assertThat(once.value()).isBetween(interval.low(), interval.high());
  }
}
