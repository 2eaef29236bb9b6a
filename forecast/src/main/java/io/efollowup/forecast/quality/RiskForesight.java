package io.efollowup.forecast.quality;

import io.efollowup.forecast.GlucoseRisk.Limit;
import io.efollowup.forecast.History;
import io.efollowup.forecast.NoPrognosis;
import io.efollowup.forecast.ProbabilisticForecaster;
import io.efollowup.forecast.Prognosis;
import io.efollowup.forecast.RecentGlucose;
import io.efollowup.forecast.Wearer;
import io.efollowup.forecast.WearerProfile;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Warnings from a forecast of risks: the probability of going beyond the limit. */
record RiskForesight(ProbabilisticForecaster forecaster, WearerProfile profile)
    implements ForesightSource {
  private static final int MOST_POINTS = 144;
  private static final int MINUTE_SECONDS = 60;

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

  /** The history as readings; its local times as if they were UTC, which keeps the time of day. */
  private RecentGlucose recent(History history) {
    GlucoseTrace.Builder readings = new GlucoseTrace.Builder();
    int points = Math.min(MOST_POINTS, history.length());
    int first = history.length() - points;
    for (int point = first; point < history.length(); point++) {
      readings.add(
          history.series().minute(point) * MINUTE_SECONDS,
          new GlucoseValue.Measured(Glucose.mgdl(history.series().mgdl(point))));
    }
    long origin = history.series().minute(history.length() - 1) * MINUTE_SECONDS;
    OffsetDateTime at =
        LocalDateTime.ofEpochSecond(origin, 0, ZoneOffset.UTC).atOffset(ZoneOffset.UTC);
    return new RecentGlucose(readings.build(), at, profile);
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
