package io.efollowup.monitor.core;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a patient stands on one side; the rules are {@link MonitorCore}'s table.
 *
 * @param mild beyond low or high
 * @param urgent beyond very low or very high; open only while {@code mild} is
 */
public record Excursion(Episode mild, Episode urgent) {
  static final Excursion NONE = new Excursion(Episode.CLOSED, Episode.CLOSED);

  /**
   * A reading the alarms are judged by.
   *
   * @param value what was measured
   * @param at its own time
   * @param time its time by the server's clock, seconds since the epoch
   * @param receivedAt when it came
   */
  record Sample(GlucoseValue value, Instant at, long time, Instant receivedAt) {}

  /** The excursion after a fresh reading, the newest so far. */
  Excursion after(Side side, Sample sample, GlucoseThresholds thresholds, List<Output> out) {
    int held = side.heldLevelOf(sample.value(), thresholds);
    var next =
        new Excursion(
            mild.after(held >= Side.MILD, sample.time()),
            urgent.after(held >= Side.URGENT, sample.time()));
    return next.resolved(side, sample.at(), out).raised(side, sample, thresholds, out);
  }

  private Excursion resolved(Side side, Instant at, List<Output> out) {
    if (!mild.open()) {
      return ended(side, at, out);
    }
    boolean mildCarriesOn = !urgent.open() && mild.alarm().isPresent();
    return mildCarriesOn ? withoutUrgentAlarm(side, at, out) : this;
  }

  private Excursion raised(
      Side side, Sample sample, GlucoseThresholds thresholds, List<Output> out) {
    int level = side.levelOf(sample.value(), thresholds);
    if (level == Side.URGENT && !urgent.open()) {
      Excursion cleared = withoutUrgentAlarm(side, sample.at(), out);
      out.add(raise(side.urgentCause(), sample));
      return new Excursion(
          cleared.mild.entered(mild.alarm()), cleared.urgent.entered(since(sample)));
    }
    if (level == Side.MILD && !mild.open()) {
      out.add(raise(side.mildCause(), sample));
      return new Excursion(mild.entered(since(sample)), urgent);
    }
    return this;
  }

  /** Nothing is out of range any more, or nobody looks any more. */
  Excursion ended(Side side, Instant at, List<Output> out) {
    withoutUrgentAlarm(side, at, out);
    resolve(side.mildCause(), mild, at, out);
    return NONE;
  }

  private Excursion withoutUrgentAlarm(Side side, Instant at, List<Output> out) {
    resolve(side.urgentCause(), urgent, at, out);
    return new Excursion(mild, urgent.withoutAlarm());
  }

  private static void resolve(AlarmCause cause, Episode episode, Instant at, List<Output> out) {
    episode
        .alarm()
        .ifPresent(
            since -> out.add(new Output.ResolveAlarm(cause, Instant.ofEpochSecond(since), at)));
  }

  private static Output raise(AlarmCause cause, Sample sample) {
    return new Output.RaiseAlarm(
        cause, sample.at(), sample.receivedAt(), Optional.of(sample.value()));
  }

  private static OptionalLong since(Sample sample) {
    return OptionalLong.of(sample.at().getEpochSecond());
  }
}
