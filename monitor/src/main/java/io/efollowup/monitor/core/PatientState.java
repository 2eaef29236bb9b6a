package io.efollowup.monitor.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Everything the monitor remembers of a patient. Immutable; a few hundred bytes when {@link
 * #encoded}. All times are seconds since the epoch.
 *
 * @param stored no reading stored of this patient is later
 * @param sessions the sensor sessions last stored to, the latest last
 * @param clocks the devices last heard, the latest last
 * @param low the low side
 * @param high the high side
 * @param judged time, by the server's clock, of the newest reading alarms were judged by
 * @param signal the sensor that was heard; empty while signal loss is not armed
 * @param wrongClock the alarm about a device's clock
 */
public record PatientState(
    OptionalLong stored,
    List<SessionMark> sessions,
    List<DeviceClock> clocks,
    Excursion low,
    Excursion high,
    OptionalLong judged,
    Optional<Signal> signal,
    Optional<WrongClock> wrongClock) {

  private static final int SESSIONS_KEPT = 4;
  private static final int CLOCKS_KEPT = 3;

  /** A patient of whom nothing is known. */
  public static final PatientState INITIAL =
      new PatientState(
          OptionalLong.empty(),
          List.of(),
          List.of(),
          Excursion.NONE,
          Excursion.NONE,
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * The newest reading stored of a session.
   *
   * @param session the sensor wear
   * @param newest nothing stored of this session is later
   */
  public record SessionMark(String session, long newest) {}

  /**
   * The active alarm about a device's clock.
   *
   * @param device whose clock
   * @param since identity of the alarm
   */
  public record WrongClock(String device, long since) {}

  public PatientState {
    sessions = List.copyOf(sessions);
    clocks = List.copyOf(clocks);
  }

  /** The state as bytes, from which {@link #decode} makes an equal state. */
  public byte[] encoded() {
    return StateCodec.encode(this);
  }

  /**
   * The state these bytes are.
   *
   * @throws IllegalArgumentException when they are none
   */
  public static PatientState decode(byte[] bytes) {
    return StateCodec.decode(bytes);
  }

  /** Whether an alarm of this patient is active. */
  public boolean hasActiveAlarm() {
    return wrongClock.isPresent()
        || signal.map(Signal::lost).orElse(false)
        || low.mild().alarm().isPresent()
        || low.urgent().alarm().isPresent()
        || high.mild().alarm().isPresent()
        || high.urgent().alarm().isPresent();
  }

  /** When the signal counts as lost unless a fresh reading comes; empty when it cannot be. */
  public Optional<Instant> signalLostAt(CoreSettings settings) {
    Duration patience = settings.signalLossAfter();
    return signal.filter(s -> !s.lost()).map(s -> Instant.ofEpochSecond(s.heard()).plus(patience));
  }

  /** The devices whose assignments keep this patient's alarms alive. */
  public Set<String> watchedDevices() {
    Set<String> devices = new HashSet<>();
    signal.map(Signal::device).ifPresent(devices::add);
    wrongClock.map(WrongClock::device).ifPresent(devices::add);
    return devices;
  }

  /** A bound no stored reading of this session is beyond; empty when the session is not known. */
  OptionalLong newestOf(String session) {
    for (SessionMark mark : sessions) {
      if (mark.session().equals(session)) {
        return OptionalLong.of(mark.newest());
      }
    }
    return stored;
  }

  DeviceClock clockOf(String device) {
    for (DeviceClock clock : clocks) {
      if (clock.device().equals(device)) {
        return clock;
      }
    }
    return DeviceClock.trusted(device);
  }

  PatientState withStored(String session, long at) {
    long bound = newestOf(session).orElse(at);
    List<SessionMark> marks = new ArrayList<>(sessions);
    marks.removeIf(old -> old.session().equals(session));
    marks.add(new SessionMark(session, Math.max(bound, at)));
    return new PatientState(
        OptionalLong.of(Math.max(stored.orElse(at), at)),
        latest(marks, SESSIONS_KEPT),
        clocks,
        low,
        high,
        judged,
        signal,
        wrongClock);
  }

  PatientState with(DeviceClock clock) {
    List<DeviceClock> next = new ArrayList<>(clocks);
    next.removeIf(old -> old.device().equals(clock.device()));
    next.add(clock);
    return new PatientState(
        stored, sessions, latest(next, CLOCKS_KEPT), low, high, judged, signal, wrongClock);
  }

  PatientState withGlucose(Excursion nextLow, Excursion nextHigh, OptionalLong nextJudged) {
    return new PatientState(
        stored, sessions, clocks, nextLow, nextHigh, nextJudged, signal, wrongClock);
  }

  PatientState withSignal(Optional<Signal> next) {
    return new PatientState(stored, sessions, clocks, low, high, judged, next, wrongClock);
  }

  PatientState withWrongClock(Optional<WrongClock> next) {
    return new PatientState(stored, sessions, clocks, low, high, judged, signal, next);
  }

  private static <T> List<T> latest(List<T> all, int kept) {
    return all.subList(Math.max(0, all.size() - kept), all.size());
  }
}
