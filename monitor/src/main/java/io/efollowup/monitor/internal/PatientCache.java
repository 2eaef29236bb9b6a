package io.efollowup.monitor.internal;

import io.efollowup.monitor.core.PatientState;
import io.efollowup.record.ClinicalRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the record has of patients, in memory: a bounded number of them. */
public final class PatientCache {
  private final ClinicalRecord record;
  private final Map<PatientKey, KnownPatient> patients;

  public PatientCache(ClinicalRecord record, int most) {
    this.record = record;
    this.patients = new LeastRecentlyUsed<>(most);
  }

  /** What is known of a patient of the record. */
  KnownPatient patient(PatientKey key) {
    KnownPatient known = patients.get(key);
    return known != null ? known : new KnownPatient(state(key), List.of());
  }

  /** The state alone; {@link PatientState#INITIAL} when there is none. */
  PatientState state(PatientKey key) {
    KnownPatient known = patients.get(key);
    if (known != null) {
      return known.state();
    }
    return record
        .monitorState(key.organisation(), key.patient())
        .map(PatientState::decode)
        .orElse(PatientState.INITIAL);
  }

  /** Keeps what a commit put into the record. */
  void committed(PatientKey key, KnownPatient patient) {
    patients.put(key, patient);
  }

  void clear() {
    patients.clear();
  }

  /** A map that forgets what was not used for longest. */
  static final class LeastRecentlyUsed<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int most;

    LeastRecentlyUsed(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
