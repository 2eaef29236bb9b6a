package io.efollowup.monitor.internal;

import io.efollowup.monitor.core.AlarmCause;
import io.efollowup.monitor.core.Output;
import io.efollowup.record.Alarm;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.ClinicalRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The alarms of one patient that a batch changes. What people added to them is kept. */
final class AlarmWriter {
  private record Identity(AlarmKind kind, Instant since) {}

  private final ClinicalRecord record;
  private final PatientKey key;
  private final Map<Identity, Alarm> changed = new LinkedHashMap<>();

  AlarmWriter(ClinicalRecord record, PatientKey key) {
    this.record = record;
    this.key = key;
  }

  void raise(Output.RaiseAlarm raise) {
    AlarmKind kind = kindOf(raise.cause());
    changed.put(
        new Identity(kind, raise.since()),
        new Alarm(
            key.patient(),
            kind,
            raise.since(),
            raise.raisedAt(),
            raise.value(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  void resolve(Output.ResolveAlarm resolve) {
    var identity = new Identity(kindOf(resolve.cause()), resolve.since());
    find(identity).ifPresent(alarm -> changed.put(identity, resolved(alarm, resolve.resolvedAt())));
  }

  /** The alarm of this batch or of the record; none when the patient's alarms were erased. */
  private Optional<Alarm> find(Identity identity) {
    Alarm pending = changed.get(identity);
    if (pending != null) {
      return Optional.of(pending);
    }
    Instant since = identity.since();
    return record
        .in(key.organisation())
        .alarms(key.patient(), since.minusSeconds(1), since)
        .stream()
        .filter(alarm -> alarm.kind() == identity.kind() && alarm.since().equals(since))
        .findFirst();
  }

  private static Alarm resolved(Alarm alarm, Instant at) {
    return new Alarm(
        alarm.patient(),
        alarm.kind(),
        alarm.since(),
        alarm.raisedAt(),
        alarm.value(),
        Optional.of(at),
        alarm.acknowledgedAt(),
        alarm.acknowledgedBy());
  }

  Collection<Alarm> changed() {
    return changed.values();
  }

  static AlarmKind kindOf(AlarmCause cause) {
    return switch (cause) {
      case URGENT_LOW -> AlarmKind.URGENT_LOW;
      case LOW -> AlarmKind.LOW;
      case HIGH -> AlarmKind.HIGH;
      case URGENT_HIGH -> AlarmKind.URGENT_HIGH;
      case SIGNAL_LOSS -> AlarmKind.SIGNAL_LOSS;
      case DEVICE_CLOCK_WRONG -> AlarmKind.DEVICE_CLOCK_WRONG;
    };
  }
}
