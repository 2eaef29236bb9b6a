package io.efollowup.forecast.quality;

import io.efollowup.glucose.Glucose;

/**
 * What an error would mean for treatment: a value that came and the value that was forecast fall
 * into a {@link ErrorZone}. The grids were drawn for meters; for forecasts they are the customary
 * reading, not a proof of safety.
 */
public enum ErrorGrid {
  /** Clarke et al., Diabetes Care 10:622 (1987). */
  CLARKE("clarke") {
    @Override
    public ErrorZone zoneOfMgdl(double cameMgdl, double forecastMgdl) {
      return ClarkeZones.zone(check(cameMgdl), forecastMgdl);
    }
  },
  /**
   * The consensus grid for type 1 diabetes: Parkes et al., Diabetes Care 23:1143 (2000), with the
   * coordinates of Pfützner et al., J Diabetes Sci Technol 7:1275 (2013).
   */
  PARKES_TYPE_1("parkes-1") {
    @Override
    public ErrorZone zoneOfMgdl(double cameMgdl, double forecastMgdl) {
      return ParkesZones.TYPE_1.zone(check(cameMgdl), forecastMgdl);
    }
  },
  /** The consensus grid for type 2 diabetes, from the same two. */
  PARKES_TYPE_2("parkes-2") {
    @Override
    public ErrorZone zoneOfMgdl(double cameMgdl, double forecastMgdl) {
      return ParkesZones.TYPE_2.zone(check(cameMgdl), forecastMgdl);
    }
  };

  private final String text;

  ErrorGrid(String text) {
    this.text = text;
  }

  /** The name it has in tables. */
  public String text() {
    return text;
  }

  /**
   * The zone of a pair in mg/dL.
   *
   * @param cameMgdl what came, above zero
   * @param forecastMgdl what was forecast
   * @throws IllegalArgumentException where what came is no glucose
   */
  public abstract ErrorZone zoneOfMgdl(double cameMgdl, double forecastMgdl);

  /** The zone of a pair in any units; the grids' own unit is mg/dL. */
  public ErrorZone zoneOf(Glucose came, Glucose forecast) {
    return zoneOfMgdl(came.mgdl(), forecast.mgdl());
  }

  private static double check(double cameMgdl) {
    if (!(cameMgdl > 0 && cameMgdl < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("an error grid needs what came in mg/dL, above zero");
    }
    return cameMgdl;
  }
}
