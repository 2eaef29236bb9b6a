package io.efollowup.monitor.core;

import io.efollowup.monitor.core.PatientState.WrongClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules about a sensor that falls silent and an assignment that ends. */
final class SignalRules {
  private SignalRules() {}

  static Step atTick(PatientState state, Input.Tick tick, CoreSettings settings) {
    Optional<Signal> silent =
        state.signal().filter(s -> !s.lost()).filter(s -> isLost(s, tick, settings));
    if (silent.isEmpty()) {
      return new Step(state, List.of());
    }
    Signal signal = silent.get();
    return new Step(
        state.withSignal(Optional.of(new Signal(signal.device(), signal.heard(), true))),
        List.of(
            new Output.RaiseAlarm(
                AlarmCause.SIGNAL_LOSS,
                Instant.ofEpochSecond(signal.heard()),
                tick.at(),
                Optional.empty())));
  }

  private static boolean isLost(Signal signal, Input.Tick tick, CoreSettings settings) {
    long from = Math.max(signal.heard(), tick.listeningSince().getEpochSecond());
    return tick.at().getEpochSecond() - from >= settings.signalLossAfter().toSeconds();
  }

  /** The state after a fresh reading came. */
  static PatientState heard(PatientState state, String device, Instant received, List<Output> out) {
    resolve(state.signal(), received, out);
    return state.withSignal(Optional.of(new Signal(device, received.getEpochSecond(), false)));
  }

  /**
   * The state after an assignment ended. What was judged stays judged: a reading of the same moment
   * from the next device would raise the alarm again that has just been resolved.
   */
  static Step atEnd(PatientState state, Input.AssignmentEnded ended) {
    List<Output> out = new ArrayList<>();
    PatientState next = state;
    Optional<WrongClock> clock =
        state.wrongClock().filter(wrong -> wrong.device().equals(ended.device()));
    if (clock.isPresent()) {
      out.add(ClockRules.resolve(clock.get(), ended.at()));
      next = next.withWrongClock(Optional.empty());
    }
    if (state.signal().map(Signal::device).filter(ended.device()::equals).isPresent()) {
      resolve(state.signal(), ended.at(), out);
      next =
          next.withSignal(Optional.empty())
              .withGlucose(
                  state.low().ended(Side.LOW, ended.at(), out),
                  state.high().ended(Side.HIGH, ended.at(), out),
                  state.judged());
    }
    return new Step(next, out);
  }

  private static void resolve(Optional<Signal> signal, Instant at, List<Output> out) {
    signal
        .filter(Signal::lost)
        .ifPresent(
            lost ->
                out.add(
                    new Output.ResolveAlarm(
                        AlarmCause.SIGNAL_LOSS, Instant.ofEpochSecond(lost.heard()), at)));
  }
}
