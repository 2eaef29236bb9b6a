package io.efollowup.record;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What of a patient people may change. */
public enum ProfileField {
  TYPE,
  BIRTH_YEAR,
  ZONE,
  UNIT,
  TARGETS;

  /** The word of the command line and of the audit: {@code birth-year}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What differs between two states of a patient. */
  public static Set<ProfileField> differing(Patient before, Patient after) {
    Set<ProfileField> fields = EnumSet.noneOf(ProfileField.class);
    for (ProfileField field : values()) {
      if (!field.of(before).equals(field.of(after))) {
        fields.add(field);
      }
    }
    return fields;
  }

  private Object of(Patient patient) {
    return switch (this) {
      case TYPE -> patient.type();
      case BIRTH_YEAR -> patient.birthYear();
      case ZONE -> patient.zone();
      case UNIT -> patient.unit();
      case TARGETS -> patient.targets();
    };
  }
}
