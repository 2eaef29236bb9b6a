package io.efollowup.record;

import io.efollowup.glucose.GlycatedHaemoglobin;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * An HbA1c that a laboratory measured, as it was entered. What is withdrawn stays, and counts no
 * more.
 *
 * @param id of this entry
 * @param at when the blood was taken
 * @param value in the unit the laboratory stated
 * @param laboratory who measured it; empty where it is not known, at most 100 characters
 * @param entered who entered it
 * @param withdrawn who took it back as wrong
 */
public record LaboratoryEntry(
    UUID id,
    Instant at,
    GlycatedHaemoglobin value,
    String laboratory,
    Signature entered,
    Optional<Signature> withdrawn) {
  private static final int LONGEST = 100;

  public LaboratoryEntry {
    if (laboratory.length() > LONGEST) {
      throw new IllegalArgumentException("a laboratory is named in at most 100 characters");
    }
  }

  /**
   * A value of a known time, with the identity of its day: one patient's same number in the same
   * unit is the same value on one day of the patient's zone, whoever enters it. The laboratory is
   * not always known and therefore no part of the identity.
   */
  public static LaboratoryEntry of(
      Patient patient,
      Instant at,
      GlycatedHaemoglobin value,
      String laboratory,
      Signature entered) {
    LocalDate day = at.atZone(patient.zone()).toLocalDate();
    String number = Double.toString(value.value());
    return new LaboratoryEntry(
        ContentId.of(patient.id().value(), day.toString(), number, value.unit().name()),
        at,
        value,
        laboratory,
        entered,
        Optional.empty());
  }

  /** A value of which only the day is known; it is taken as noon in the patient's zone. */
  public static LaboratoryEntry of(
      Patient patient,
      LocalDate day,
      GlycatedHaemoglobin value,
      String laboratory,
      Signature entered) {
    return of(
        patient, day.atTime(12, 0).atZone(patient.zone()).toInstant(), value, laboratory, entered);
  }

  /** The same under another id. */
  public LaboratoryEntry withId(UUID other) {
    return new LaboratoryEntry(other, at, value, laboratory, entered, withdrawn);
  }

  /** The same, taken back. */
  public LaboratoryEntry withdrawnBy(Signature who) {
    return new LaboratoryEntry(id, at, value, laboratory, entered, Optional.of(who));
  }

  /** Says nothing of the value. */
  @Override
  public String toString() {
    return "LaboratoryEntry";
  }
}
