package io.efollowup.portal.internal.view;

import io.efollowup.record.Patient;
import java.time.Instant;

/** What is said of a patient without saying who they are. */
public final class PatientText {
  private PatientText() {}

  /** Age and type of diabetes, as far as they are known. */
  public static String about(Patient patient, Instant now, Words words) {
    String type = words.say("diabetes." + patient.type().name());
    if (patient.birthYear().isEmpty()) {
      return type;
    }
    int age = now.atZone(patient.zone()).getYear() - patient.birthYear().getAsInt();
    return words.say("patient.age", Integer.toString(age)) + (type.isEmpty() ? "" : " · " + type);
  }
}
