package io.efollowup.record;

import io.efollowup.glucose.GlycatedHaemoglobin;
import java.time.Instant;
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
    return "LaboratoryEntry[" + id + "]";
  }
}
