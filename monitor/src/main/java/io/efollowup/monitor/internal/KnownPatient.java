package io.efollowup.monitor.internal;

import io.efollowup.monitor.core.PatientState;
import io.efollowup.record.RunningSummary;
import java.util.List;

/**
 * What is kept in memory of a patient between batches; immutable. Only the monitor writes it, so it
 * stays valid; what people change, the profile, is read anew in each transaction.
 *
 * @param state the state that is in the record
 * @param summaries the summaries last written, at most one of each unit
 */
record KnownPatient(PatientState state, List<RunningSummary> summaries) {
  KnownPatient {
    summaries = List.copyOf(summaries);
  }
}
