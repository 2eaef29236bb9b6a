package io.efollowup.forecast.quality;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseZone;
import java.util.ArrayList;
import java.util.List;

/** Errors of one patient's forecasts at one time ahead, summed: of all, by region, by rate. */
final class ErrorTally {
  /** The names of the groups: all, by what came in mg/dL, by the rate at the origin. */
  static final List<String> GROUPS = groups();

  /** What is summed of a group. */
  enum Sum {
    COUNT,
    ERROR,
    ABSOLUTE,
    SQUARED,
    RELATIVE
  }

  private static final int RATES_FROM = 1 + GlucoseZone.values().length;

  private final double[][] sums = new double[GROUPS.size()][Sum.values().length];
  private final long[][] zones = new long[ErrorGrid.values().length][ErrorZone.values().length];

  private static List<String> groups() {
    List<String> groups = new ArrayList<>(List.of("all"));
    for (GlucoseZone zone : GlucoseZone.values()) {
      groups.add(
          switch (zone) {
            case VERY_LOW -> "<54";
            case LOW -> "54-69";
            case TARGET -> "70-180";
            case HIGH -> "181-250";
            case VERY_HIGH -> ">250";
          });
    }
    for (RateOfChange rate : RateOfChange.values()) {
      groups.add(rate.text());
    }
    return List.copyOf(groups);
  }

  void add(double cameMgdl, double forecastMgdl, RateOfChange rate) {
    GlucoseZone region = GlucoseThresholds.STANDARD.zoneOf(Glucose.mgdl(cameMgdl));
    addTo(0, cameMgdl, forecastMgdl);
    addTo(1 + region.ordinal(), cameMgdl, forecastMgdl);
    addTo(RATES_FROM + rate.ordinal(), cameMgdl, forecastMgdl);
    for (ErrorGrid grid : ErrorGrid.values()) {
      zones[grid.ordinal()][grid.zoneOfMgdl(cameMgdl, forecastMgdl).ordinal()]++;
    }
  }

  private void addTo(int group, double came, double forecast) {
    double error = forecast - came;
    double[] of = sums[group];
    of[Sum.COUNT.ordinal()]++;
    of[Sum.ERROR.ordinal()] += error;
    of[Sum.ABSOLUTE.ordinal()] += Math.abs(error);
    of[Sum.SQUARED.ordinal()] += error * error;
    of[Sum.RELATIVE.ordinal()] += Math.abs(error) / came;
  }

  void add(ErrorTally other) {
    for (int group = 0; group < sums.length; group++) {
      for (int sum = 0; sum < sums[group].length; sum++) {
        sums[group][sum] += other.sums[group][sum];
      }
    }
    for (int grid = 0; grid < zones.length; grid++) {
      for (int zone = 0; zone < zones[grid].length; zone++) {
        zones[grid][zone] += other.zones[grid][zone];
      }
    }
  }

  double sum(int group, Sum sum) {
    return sums[group][sum.ordinal()];
  }

  long in(ErrorGrid grid, ErrorZone zone) {
    return zones[grid.ordinal()][zone.ordinal()];
  }
}
