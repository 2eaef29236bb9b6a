package io.efollowup.forecast;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What may be known of a wearer and the sensor worn; each part may be unknown, and a forecast is
 * possible where all are.
 *
 * @param sensor a label for the kind of sensor; models know those they were trained on, others
 *     count as unknown
 * @param cadenceMinutes minutes between two readings of the sensor
 * @param rounding what readings are rounded to
 * @param diabetes the type of diabetes
 */
public record WearerTraits(
    Optional<String> sensor,
    OptionalInt cadenceMinutes,
    Optional<Rounding> rounding,
    Optional<DiabetesType> diabetes) {
  /** Nothing is known. */
  public static final WearerTraits UNKNOWN =
      new WearerTraits(Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());

  /** What readings are rounded to. */
  public enum Rounding {
    WHOLE_MGDL,
    TENTH_MMOL,
    FINER
  }

  /** The type of diabetes, as far as it matters to how glucose moves. */
  public enum DiabetesType {
    NONE,
    PREDIABETES,
    TYPE_1,
    TYPE_2,
    OTHER
  }

  /** The same with another sensor. */
  public WearerTraits withSensor(String label) {
    return new WearerTraits(Optional.of(label), cadenceMinutes, rounding, diabetes);
  }

  /** The same where the sensor is not known. */
  public WearerTraits withoutSensor() {
    return new WearerTraits(Optional.empty(), cadenceMinutes, rounding, diabetes);
  }
}
