package io.efollowup.monitor.core;

import io.efollowup.glucose.CareEvent;
import io.efollowup.telemetry.RefusalReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Takes the care events of one message. */
record EventsStep(CoreSettings settings, KnownItems known, Input.Events input) {
  List<Output> outputs(PatientState state) {
    DeviceClock clock = state.clockOf(input.device());
    Set<UUID> seen = new HashSet<>();
    List<Output> out = new ArrayList<>();
    for (CareEvent event : input.events()) {
      out.add(judge(event, clock, seen));
    }
    return out;
  }

  private Output judge(CareEvent event, DeviceClock clock, Set<UUID> seen) {
    if (seen.contains(event.id()) || known.hasEvent(event.id())) {
      return new Output.Duplicate();
    }
    long received = input.receivedAt().getEpochSecond();
    long at = event.at().getEpochSecond();
    if (clock.isFuture(received, at, settings.futureAfter().toSeconds())) {
      return new Output.Refuse(RefusalReason.FUTURE);
    }
    seen.add(event.id());
    return new Output.StoreEvent(event);
  }
}
