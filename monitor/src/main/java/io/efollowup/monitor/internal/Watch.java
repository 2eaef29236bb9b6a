package io.efollowup.monitor.internal;

import io.efollowup.monitor.core.CoreSettings;
import io.efollowup.monitor.core.PatientState;
import io.efollowup.record.Alarm;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * When a tick next matters to which patient: a signal may be lost, or an assignment that alarms
 * stand on may have ended. It only saves work: looking too early changes nothing.
 */
public final class Watch {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  private record Due(Instant at, PatientKey key) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int order = at.compareTo(other.at);
      return order != 0 ? order : key.compareTo(other.key);
    }
  }

  private final CoreSettings settings;
  private final TreeSet<Due> order = new TreeSet<>();
  private final Map<PatientKey, Instant> dues = new HashMap<>();

  public Watch(CoreSettings settings) {
    this.settings = settings;
  }

  /** Starts anew from the record: who is assigned a device, or has an active alarm. */
  void load(ClinicalRecord record, PatientCache patients, Instant now) {
    order.clear();
    dues.clear();
    record.currentAssignments(now).stream()
        .map(PatientKey::of)
        .forEach(key -> committed(key, patients.state(key), Instant.EPOCH));
    for (OrganisationId organisation : record.organisations()) {
      for (Alarm alarm : record.in(organisation).activeAlarms()) {
        var key = new PatientKey(organisation, alarm.patient());
        committed(key, patients.state(key), Instant.EPOCH);
      }
    }
  }

  /** Those to look at by this time. */
  List<PatientKey> due(Instant at) {
    List<PatientKey> keys = new ArrayList<>();
    for (Due due : order) {
      if (due.at().isAfter(at)) {
        break;
      }
      keys.add(due.key());
    }
    return keys;
  }

  /**
   * Takes note of a state that was committed.
   *
   * @param looked when the patient was last looked at by a tick
   */
  void committed(PatientKey key, PatientState state, Instant looked) {
    Instant before = dues.remove(key);
    if (before != null) {
      order.remove(new Due(before, key));
    }
    if (state.watchedDevices().isEmpty()) {
      return;
    }
    Instant lookAgain = looked.plus(LOOK_AGAIN);
    Instant at =
        state
            .signalLostAt(settings)
            .map(lost -> lost.isAfter(looked) ? lost : lookAgain)
            .orElse(lookAgain);
    dues.put(key, at);
    order.add(new Due(at, key));
  }
}
