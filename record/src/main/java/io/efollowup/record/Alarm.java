package io.efollowup.record;

import io.efollowup.glucose.GlucoseValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * An alarm. Its identity is (patient, kind, since): a replay cannot raise it twice.
 *
 * @param patient whose
 * @param kind about what
 * @param since time of the reading that raised it, or from which the signal is lost
 * @param raisedAt received-at of the journal entry that raised it
 * @param value what was measured, for alarms about a reading
 * @param resolvedAt when its cause ended
 * @param acknowledgedAt when a person took note
 * @param acknowledgedBy account name of that person
 */
public record Alarm(
    PatientId patient,
    AlarmKind kind,
    Instant since,
    Instant raisedAt,
    Optional<GlucoseValue> value,
    Optional<Instant> resolvedAt,
    Optional<Instant> acknowledgedAt,
    Optional<String> acknowledgedBy) {
  /** The order alarms are listed in. */
  public static final Comparator<Alarm> NEWEST_FIRST =
      Comparator.comparing(Alarm::since)
          .reversed()
          .thenComparing(Alarm::patient)
          .thenComparing(Alarm::kind);

  public boolean isActive() {
    return resolvedAt.isEmpty();
  }
}
