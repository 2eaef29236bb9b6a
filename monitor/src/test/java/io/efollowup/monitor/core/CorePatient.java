package io.efollowup.monitor.core;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One patient with the core and a memory of what was stored. */
final class CorePatient implements KnownItems {
  static final PatientProfile PROFILE =
      new PatientProfile(GlucoseThresholds.STANDARD, ZoneOffset.UTC);

  private record Key(String session, Instant at) {}

  private final MonitorCore core = new MonitorCore(CoreSettings.DEFAULT);
  private final Map<Key, GlucoseValue> stored = new HashMap<>();
  private final Set<UUID> events = new HashSet<>();
  private final List<Output> outputs = new ArrayList<>();
  private PatientState state = PatientState.INITIAL;

  List<Output> step(Input input) {
    Step step = core.step(state, input, PROFILE, this);
    state = step.next();
    for (Output output : step.outputs()) {
      if (output instanceof Output.StoreReading(var session, var reading, var receivedAt)
          && stored.put(new Key(session, reading.at()), reading.value()) != null) {
        throw new AssertionError("stored twice");
      }
      if (output instanceof Output.StoreEvent(var event)) {
        events.add(event.id());
      }
    }
    outputs.addAll(step.outputs());
    return step.outputs();
  }

  PatientState state() {
    return state;
  }

  int storedReadings() {
    return stored.size();
  }

  /** Everything put out so far about alarms. */
  List<Output> alarms() {
    return outputs.stream()
        .filter(o -> o instanceof Output.RaiseAlarm || o instanceof Output.ResolveAlarm)
        .toList();
  }

  @Override
  public Optional<GlucoseValue> valueAt(String session, Instant at) {
    return Optional.ofNullable(stored.get(new Key(session, at)));
  }

  @Override
  public boolean hasEvent(UUID id) {
    return events.contains(id);
  }
}
