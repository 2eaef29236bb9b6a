package io.efollowup.monitor;

import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a commit changed of a patient.
 *
 * @param newestReading time of the newest reading among those that were stored; empty when only
 *     events or alarms changed
 * @param alarmsChanged whether an alarm was raised or resolved
 */
public record PatientChange(
    OrganisationId organisation,
    PatientId patient,
    Optional<Instant> newestReading,
    boolean alarmsChanged) {}
