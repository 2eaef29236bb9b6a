package io.efollowup.record;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.TargetLimits;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalInt;

/**
 * A patient, without anything that tells who they are.
 *
 * @param id pseudonym
 * @param type kind of diabetes
 * @param birthYear if known
 * @param zone IANA zone the patient's days are counted in
 * @param unit the unit the patient reads
 * @param targets limits between zones for ranges and alarms, and the group they were agreed for
 * @param createdAt when the record began
 */
public record Patient(
    PatientId id,
    DiabetesType type,
    OptionalInt birthYear,
    ZoneId zone,
    GlucoseUnit unit,
    TargetLimits targets,
    Instant createdAt) {

  /** Limits between zones for ranges and alarms. */
  public GlucoseThresholds thresholds() {
    return targets.thresholds();
  }
}
