package io.efollowup.monitor.core;

import io.efollowup.monitor.core.PatientState.WrongClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules about a device's clock. */
final class ClockRules {
  private ClockRules() {}

  /** The state after a message whose newest new reading is this. */
  static PatientState observed(
      PatientState state,
      Input.Readings message,
      long newestReading,
      CoreSettings settings,
      List<Output> out) {
    long received = message.receivedAt().getEpochSecond();
    long tolerance = settings.clockWrongAfter().toSeconds();
    DeviceClock clock = state.clockOf(message.device()).observe(received, newestReading);
    PatientState next = state.with(clock);
    boolean wrong =
        clock.isBelievedWrong(tolerance)
            || DeviceClock.isProvenAhead(received, newestReading, tolerance);
    Optional<WrongClock> alarm = state.wrongClock();
    if (wrong && alarm.isEmpty()) {
      out.add(
          new Output.RaiseAlarm(
              AlarmCause.DEVICE_CLOCK_WRONG,
              Instant.ofEpochSecond(received),
              message.receivedAt(),
              Optional.empty()));
      return next.withWrongClock(Optional.of(new WrongClock(message.device(), received)));
    }
    boolean rightAgain =
        clock.isConfirmedRight(tolerance)
            && alarm.map(WrongClock::device).filter(message.device()::equals).isPresent();
    if (!wrong && rightAgain) {
      out.add(resolve(alarm.get(), message.receivedAt()));
      return next.withWrongClock(Optional.empty());
    }
    return next;
  }

  static Output resolve(WrongClock alarm, Instant at) {
    return new Output.ResolveAlarm(
        AlarmCause.DEVICE_CLOCK_WRONG, Instant.ofEpochSecond(alarm.since()), at);
  }
}
