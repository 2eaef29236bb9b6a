package io.efollowup.monitor.internal;

import io.efollowup.record.Assignment;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import java.util.Comparator;

/** A patient of an organisation. */
public record PatientKey(OrganisationId organisation, PatientId patient)
    implements Comparable<PatientKey> {
  private static final Comparator<PatientKey> ORDER =
      Comparator.<PatientKey, String>comparing(key -> key.organisation().value())
          .thenComparing(PatientKey::patient);

  public static PatientKey of(Assignment assignment) {
    return new PatientKey(assignment.organisation(), assignment.patient());
  }

  @Override
  public int compareTo(PatientKey other) {
    return ORDER.compare(this, other);
  }
}
