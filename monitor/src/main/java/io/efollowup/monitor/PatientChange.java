package io.efollowup.monitor;

import io.efollowup.record.Alarm;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a commit changed of a patient.
 *
 * @param newestReading time of the newest reading among those that were stored; empty when only
 *     events or alarms changed
 * @param alarms that were raised or resolved, as they are now
 */
public record PatientChange(
    OrganisationId organisation,
    PatientId patient,
    Optional<Instant> newestReading,
    List<Alarm> alarms) {
  public PatientChange {
    alarms = List.copyOf(alarms);
  }
}
