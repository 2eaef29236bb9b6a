package io.efollowup.monitor.core;

import io.efollowup.glucose.CalendarSpan;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.telemetry.RefusalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Takes the readings of one message; used for that message only. */
final class ReadingsStep {
  private final CoreSettings settings;
  private final PatientProfile profile;
  private final KnownItems known;
  private final Input.Readings input;
  private final long received;
  private final List<Output> out = new ArrayList<>();
  private final Set<CalendarSpan> touched = new LinkedHashSet<>();
  private PatientState state = PatientState.INITIAL;

  ReadingsStep(
      CoreSettings settings, PatientProfile profile, KnownItems known, Input.Readings input) {
    this.settings = settings;
    this.profile = profile;
    this.known = known;
    this.input = input;
    this.received = input.receivedAt().getEpochSecond();
  }

  Step from(PatientState before) {
    state = before;
    List<GlucoseReading> unseen = newReadings();
    if (!unseen.isEmpty()) {
      long newest = unseen.getLast().at().getEpochSecond();
      state = ClockRules.observed(state, input, newest, settings, out);
      unseen.forEach(this::take);
    }
    touched.forEach(span -> out.add(new Output.SummaryTouched(span)));
    return new Step(state, out);
  }

  /** Those that are neither duplicate nor conflict, by time. */
  private List<GlucoseReading> newReadings() {
    List<GlucoseReading> sorted = new ArrayList<>(input.readings());
    sorted.sort(Comparator.comparing(GlucoseReading::at));
    List<GlucoseReading> result = new ArrayList<>(sorted.size());
    for (GlucoseReading reading : sorted) {
      Optional<GlucoseValue> there =
          !result.isEmpty() && result.getLast().at().equals(reading.at())
              ? Optional.of(result.getLast().value())
              : stored(reading.at());
      if (there.isEmpty()) {
        result.add(reading);
      } else if (there.get().equals(reading.value())) {
        out.add(new Output.Duplicate());
      } else {
        out.add(new Output.Refuse(RefusalReason.CONFLICT));
      }
    }
    return result;
  }

  private Optional<GlucoseValue> stored(Instant at) {
    OptionalLong newest = state.newestOf(input.session());
    boolean certainlyNew = newest.isEmpty() || at.getEpochSecond() > newest.getAsLong();
    return certainlyNew ? Optional.empty() : known.valueAt(input.session(), at);
  }

  private void take(GlucoseReading reading) {
    long at = reading.at().getEpochSecond();
    DeviceClock clock = state.clockOf(input.device());
    if (clock.isFuture(received, at, settings.futureAfter().toSeconds())) {
      out.add(new Output.Refuse(RefusalReason.FUTURE));
      return;
    }
    out.add(new Output.StoreReading(input.session(), reading, input.receivedAt()));
    touched.add(CalendarSpan.hourOf(reading.at(), profile.zone()));
    touched.add(CalendarSpan.dayOf(reading.at(), profile.zone()));
    state = state.withStored(input.session(), at);
    long age = clock.age(received, at);
    if (age <= settings.freshFor().toSeconds()) {
      state = SignalRules.heard(state, input.device(), input.receivedAt(), out);
      judge(reading, received - age);
    }
  }

  /** Judges a fresh reading, unless a newer one was judged. */
  private void judge(GlucoseReading reading, long time) {
    OptionalLong judged = state.judged();
    if (judged.isPresent() && time <= judged.getAsLong()) {
      return;
    }
    Excursion low = state.low();
    Excursion high = state.high();
    long silence = settings.silenceEndsEpisode().toSeconds();
    if (judged.isPresent() && time - judged.getAsLong() > silence) {
      low = low.ended(Side.LOW, reading.at(), out);
      high = high.ended(Side.HIGH, reading.at(), out);
    }
    var sample = new Excursion.Sample(reading.value(), reading.at(), time, input.receivedAt());
    state =
        state.withGlucose(
            low.after(Side.LOW, sample, profile.thresholds(), out),
            high.after(Side.HIGH, sample, profile.thresholds(), out),
            OptionalLong.of(time));
  }
}
