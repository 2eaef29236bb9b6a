package io.efollowup.monitor.internal;

import io.efollowup.record.Assignment;
import io.efollowup.record.ClinicalRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose a device's items are. Assignments are changed by people at any time, so they are remembered
 * for one transaction only, during which nobody else writes.
 */
final class Devices {
  private final ClinicalRecord record;
  private final Map<String, List<Assignment>> seen = new HashMap<>();

  Devices(ClinicalRecord record) {
    this.record = record;
  }

  Optional<Assignment> assignmentAt(String device, Instant at) {
    List<Assignment> known = seen.computeIfAbsent(device, unused -> new ArrayList<>());
    for (Assignment assignment : known) {
      if (assignment.covers(at)) {
        return Optional.of(assignment);
      }
    }
    Optional<Assignment> found = record.assignmentAt(device, at);
    found.ifPresent(known::add);
    return found;
  }

  boolean isAssigned(String device, PatientKey patient, Instant at) {
    return assignmentAt(device, at).map(PatientKey::of).filter(patient::equals).isPresent();
  }
}
