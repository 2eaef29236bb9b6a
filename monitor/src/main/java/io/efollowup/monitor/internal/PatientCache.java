package io.efollowup.monitor.internal;

import io.efollowup.monitor.core.PatientProfile;
import io.efollowup.monitor.core.PatientState;
import io.efollowup.record.ClinicalRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Patients in memory, a bounded number of them, as the record has them. States change through the
 * monitor only and stay valid; profiles are changed by people and are read again after each tick.
 */
public final class PatientCache {
  private final ClinicalRecord record;
  private final Map<PatientKey, KnownPatient> patients;
  private long epoch;

  public PatientCache(ClinicalRecord record, int most) {
    this.record = record;
    this.patients = new LeastRecentlyUsed<>(most);
  }

  /** The patient; empty when the record has none of this name. */
  Optional<KnownPatient> patient(PatientKey key) {
    KnownPatient known = patients.get(key);
    if (known != null && known.profileEpoch() == epoch) {
      return Optional.of(known);
    }
    return profile(key)
        .map(
            profile ->
                known == null
                    ? new KnownPatient(profile, epoch, state(key), List.of())
                    : new KnownPatient(profile, epoch, known.state(), known.summaries()));
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

  private Optional<PatientProfile> profile(PatientKey key) {
    return record
        .in(key.organisation())
        .patient(key.patient())
        .map(patient -> new PatientProfile(patient.thresholds(), patient.zone()));
  }

  /** Keeps what a commit put into the record. */
  void committed(PatientKey key, KnownPatient patient) {
    patients.put(key, patient);
  }

  /** From now on profiles are read again. */
  void forgetProfiles() {
    epoch++;
  }

  /** Counts how often profiles were forgotten. */
  long epoch() {
    return epoch;
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
