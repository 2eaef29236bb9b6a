package io.efollowup.forecast.quality;

import io.efollowup.forecast.GlucoseRisk.Limit;
import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.History;
import io.efollowup.forecast.NoPrognosis;
import io.efollowup.forecast.ProbabilisticForecaster;
import io.efollowup.forecast.Prognosis;
import io.efollowup.forecast.RecentGlucose;
import io.efollowup.forecast.Wearer;
import io.efollowup.forecast.WearerProfile;
import io.efollowup.forecast.internal.SeriesTrace;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Warnings from a forecast of risks: the probability of going beyond the limit. */
record RiskForesight(ProbabilisticForecaster forecaster, WearerProfile profile)
    implements ForesightSource {
  private static final int MOST_POINTS = 144;

  @Override
  public AlarmScale scale() {
    return AlarmScale.PROBABILITY;
  }

  @Override
  public Optional<Foresight> at(Wearer wearer, History history) {
    return switch (forecaster.outlook(recent(history))) {
      case Prognosis prognosis -> Optional.of(new Risks(prognosis));
      case NoPrognosis none -> Optional.empty();
    };
  }

  private RecentGlucose recent(History history) {
    GlucoseSeries series = history.series();
    int end = series.length();
    return new RecentGlucose(
        SeriesTrace.of(series, Math.max(0, end - MOST_POINTS), end),
        Instant.ofEpochSecond(SeriesTrace.second(series, end - 1)).atOffset(ZoneOffset.UTC),
        profile);
  }

  private record Risks(Prognosis prognosis) implements Foresight {
    @Override
    public int steps() {
      return Prognosis.STEPS;
    }

    @Override
    public double mgdl(int step) {
      return prognosis.steps().get(step).medianMgdl();
    }

    @Override
    public double strength(Limit limit, int withinMinutes) {
      return prognosis.risk(limit, withinMinutes);
    }
  }
}
