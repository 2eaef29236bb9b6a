package io.efollowup.record;

import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;

/** Why a stated change of a profile is not taken. */
public enum ProfileRefusal {
  TYPE(ProfileField.TYPE, "the type of diabetes is one of " + DiabetesType.codes()),
  BIRTH_YEAR(
      ProfileField.BIRTH_YEAR, "the birth year lies between 1900 and this year; none says unknown"),
  ZONE(ProfileField.ZONE, "the zone is an IANA name such as Asia/Shanghai"),
  UNIT(ProfileField.UNIT, "the unit is mgdl or mmol"),
  TARGETS(
      ProfileField.TARGETS,
      "targets are one of " + TargetGroup.codes() + "; own ones are stated as limits"),
  LIMITS_BESIDE_GROUP(
      ProfileField.TARGETS, "a group has its own limits: state targets or limits, not both"),
  LIMITS_INCOMPLETE(
      ProfileField.TARGETS,
      "own limits are four numbers and their unit: very low, low, high, very high, such as"
          + " 54,70,180,250mgdl"),
  LIMITS_BEYOND_SENSOR(
      ProfileField.TARGETS,
      "limits lie within what a sensor reports, 20 to 600 mg/dL or 1.1 to 33.3 mmol/L; is the unit"
          + " right?"),
  LIMITS_TOO_FINE(
      ProfileField.TARGETS,
      "limits are as fine as a sensor reports: whole mg/dL, tenths of mmol/L"),
  LIMITS_LATE_URGENT_LOW(
      ProfileField.TARGETS,
      "very low is at least 54 mg/dL or 3.0 mmol/L: an urgent alarm may come sooner, never later"),
  LIMITS_NOT_RISING(
      ProfileField.TARGETS,
      "limits must rise: very low, low, high, very high; only the first two and the last two may be"
          + " the same"),
  LIMITS_TOO_CLOSE(
      ProfileField.TARGETS,
      "low and high lie at least 20 mg/dL or 1.1 mmol/L apart; nearer, an alarm would not end"),
  LIMITS_CHANGED_MEANWHILE(
      ProfileField.TARGETS,
      "the targets are others since somebody changed them; look at them and state all four limits");

  private final ProfileField field;
  private final String sentence;

  ProfileRefusal(ProfileField field, String sentence) {
    this.field = field;
    this.sentence = sentence;
  }

  static ProfileRefusal of(TargetLimits.Problem problem) {
    return switch (problem) {
      case BEYOND_SENSOR -> LIMITS_BEYOND_SENSOR;
      case TOO_FINE -> LIMITS_TOO_FINE;
      case LATE_URGENT_LOW -> LIMITS_LATE_URGENT_LOW;
      case NOT_RISING -> LIMITS_NOT_RISING;
      case TOO_CLOSE -> LIMITS_TOO_CLOSE;
    };
  }

  /** What it is about. */
  public ProfileField field() {
    return field;
  }

  /** What is wrong and what to do, in English, without what was stated. */
  public String sentence() {
    return sentence;
  }
}
