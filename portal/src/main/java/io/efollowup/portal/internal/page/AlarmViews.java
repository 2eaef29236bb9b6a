package io.efollowup.portal.internal.page;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.TimeText;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.record.Alarm;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.Patient;
import java.time.Instant;
import java.time.ZoneId;

/** Turns alarms into what people read. */
final class AlarmViews {
  private final Words words;
  private final GlucoseUnit unit;
  private final Instant now;

  AlarmViews(Words words, GlucoseUnit unit, Instant now) {
    this.words = words;
    this.unit = unit;
    this.now = now;
  }

  AlarmView of(Alarm alarm, Patient patient, String ref) {
    return new AlarmView(
        alarm.kind().name(),
        alarm.since().toEpochMilli(),
        zone(alarm.kind()),
        words.say("alarm." + alarm.kind().name()),
        alarm
            .value()
            .map(value -> GlucoseText.value(value, unit, words) + "\u202f" + unit.symbol())
            .orElse(""),
        when(alarm, patient.zone()),
        alarm.isActive(),
        alarm.acknowledgedAt().isPresent(),
        alarm
            .acknowledgedAt()
            .map(
                at ->
                    words.say(
                        "alarm.acknowledged",
                        alarm.acknowledgedBy().orElse(""),
                        stamp(at, patient.zone())))
            .orElse(""),
        ref,
        patient.id().value());
  }

  private String when(Alarm alarm, ZoneId zone) {
    String since = stamp(alarm.since(), zone);
    return alarm
        .resolvedAt()
        .map(end -> words.say("alarm.was", since, stamp(end, zone)))
        .orElseGet(() -> words.say("alarm.since", since));
  }

  private String stamp(Instant at, ZoneId zone) {
    boolean today = at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
    String clock = TimeText.clock(at, zone);
    return today ? clock : words.say("date.clock", TimeText.date(at, zone, now, words), clock);
  }

  private static String zone(AlarmKind kind) {
    return switch (kind) {
      case URGENT_LOW -> "very-low";
      case LOW -> "low";
      case HIGH -> "high";
      case URGENT_HIGH -> "very-high";
      case SIGNAL_LOSS, DEVICE_CLOCK_WRONG -> "silent";
    };
  }
}
