package io.efollowup.forecast;

/**
 * Who wears which sensor, as a forecast takes it.
 *
 * @param traits what is known of them; what is unknown costs some accuracy
 * @param range what the sensor can measure: the bound that an out-of-range reading stands for
 */
public record WearerProfile(WearerTraits traits, MeasuringRange range) {
  /** Nothing is known. */
  public static final WearerProfile UNKNOWN = of(WearerTraits.UNKNOWN);

  private static final int LONGEST_CADENCE_MINUTES = 15;

  public WearerProfile {
    int cadence = traits.cadenceMinutes().orElse(1);
    if (cadence < 1 || cadence > LONGEST_CADENCE_MINUTES) {
      throw new IllegalArgumentException("a cadence is 1 to 15 minutes");
    }
  }

  /** A wearer with these traits and a sensor of the usual range. */
  public static WearerProfile of(WearerTraits traits) {
    return new WearerProfile(traits, MeasuringRange.USUAL);
  }

  /** What a sensor can measure, in mg/dL: LOW is below the lowest, HIGH above the highest. */
  public record MeasuringRange(double lowestMgdl, double highestMgdl) {
    /** 40 to 400 mg/dL. */
    public static final MeasuringRange USUAL = new MeasuringRange(40, 400);

    public MeasuringRange {
      if (!(lowestMgdl > 0 && lowestMgdl < highestMgdl && highestMgdl <= 1000)) {
        throw new IllegalArgumentException("a measuring range is two values in order, in mg/dL");
      }
    }
  }
}
