package io.efollowup.monitor.internal;

import io.efollowup.monitor.PatientChange;
import java.util.List;

/**
 * What a commit did.
 *
 * @param changes what to tell the listener
 * @param tally what to count
 */
record Committed(List<PatientChange> changes, Tally tally) {
  Committed {
    changes = List.copyOf(changes);
  }
}
