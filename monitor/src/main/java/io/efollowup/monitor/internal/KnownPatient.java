package io.efollowup.monitor.internal;

import io.efollowup.monitor.core.PatientProfile;
import io.efollowup.monitor.core.PatientState;
import java.util.List;

/**
 * What is kept in memory of a patient between batches; immutable.
 *
 * @param profile as it was read from the record
 * @param profileEpoch when that was, see {@link PatientCache#epoch}
 * @param state the state that is in the record
 * @param summaries the summaries last written, at most one of each unit
 */
record KnownPatient(
    PatientProfile profile, long profileEpoch, PatientState state, List<RunningSummary> summaries) {
  KnownPatient {
    summaries = List.copyOf(summaries);
  }
}
