package io.efollowup.forecast.quality;

import io.efollowup.forecast.Forecaster;
import io.efollowup.forecast.GlucoseRisk.Limit;
import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.History;
import io.efollowup.forecast.Wearer;
import java.util.Optional;

/** Warnings from a point forecast: how far it goes beyond the limit. */
record PointForesight(Forecaster forecaster) implements ForesightSource {
  @Override
  public AlarmScale scale() {
    return AlarmScale.MARGIN_MGDL;
  }

  @Override
  public Optional<Foresight> at(Wearer wearer, History history) {
    return Optional.of(new Points(forecaster.forecast(wearer, history)));
  }

  private static final class Points implements Foresight {
    private final double[] mgdl;

    private Points(double[] mgdl) {
      this.mgdl = mgdl;
    }

    @Override
    public int steps() {
      return mgdl.length;
    }

    @Override
    public double mgdl(int step) {
      return mgdl[step];
    }

    @Override
    public double strength(Limit limit, int withinMinutes) {
      double furthest = Double.NEGATIVE_INFINITY;
      for (int step = 0; step < withinMinutes / GlucoseSeries.STEP_MINUTES; step++) {
        double beyond = limit.isLow() ? limit.mgdl() - mgdl[step] : mgdl[step] - limit.mgdl();
        furthest = Math.max(furthest, beyond);
      }
      return furthest;
    }
  }
}
