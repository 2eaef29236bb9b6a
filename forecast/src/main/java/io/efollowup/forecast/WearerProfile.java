package io.efollowup.forecast;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is known of a sensor and who wears it; each may be unknown, which costs some accuracy.
 *
 * @param sensor the family it is of
 * @param cadenceMinutes minutes between two readings, 1 to 15; where unknown, the usual pause
 *     between the readings is taken
 * @param roundingMgdl the step that readings come in, such as 1, or 1.8 for tenths of mmol/L
 * @param diabetes the type of diabetes
 * @param range what the sensor can measure: the bound that an out-of-range reading stands for
 */
public record WearerProfile(
    Optional<Sensor> sensor,
    OptionalInt cadenceMinutes,
    OptionalDouble roundingMgdl,
    Optional<Diabetes> diabetes,
    MeasuringRange range) {
  /** Nothing is known. */
  public static final WearerProfile UNKNOWN =
      new WearerProfile(
          Optional.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          MeasuringRange.USUAL);

  public WearerProfile {
    if (cadenceMinutes.isPresent()
        && (cadenceMinutes.getAsInt() < 1 || cadenceMinutes.getAsInt() > 15)) {
      throw new IllegalArgumentException("a cadence is 1 to 15 minutes");
    }
    if (roundingMgdl.isPresent()
        && !(roundingMgdl.getAsDouble() > 0 && roundingMgdl.getAsDouble() <= 20)) {
      throw new IllegalArgumentException("readings come in steps of more than 0, at most 20 mg/dL");
    }
  }

  /** Families of sensors. */
  public enum Sensor {
    DEXCOM,
    FREESTYLE_LIBRE,
    MEDTRONIC,
    OTHER
  }

  /** Types of diabetes. */
  public enum Diabetes {
    /** None, or at risk of it. */
    NONE,
    TYPE_1,
    TYPE_2,
    OTHER
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
