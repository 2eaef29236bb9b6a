package io.efollowup.portal.internal.page;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.insight.Targets;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.Sparkline;
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
    Targets targets = Targets.of(patient.targets());
    return new AlarmView(
        alarm.kind().name(),
        alarm.since().toEpochMilli(),
        zone(alarm.kind(), targets),
        name(alarm.kind(), targets),
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

  /** The monitor's configuration decides what is urgent; the patient's targets how it is told. */
  private String name(AlarmKind kind, Targets targets) {
    boolean oneRange = kind == AlarmKind.URGENT_HIGH && !targets.tellsVeryHigh();
    return words.say("alarm." + kind.name() + (oneRange ? ".one-range" : ""));
  }

  private static String zone(AlarmKind kind, Targets targets) {
    return switch (kind) {
      case URGENT_LOW -> "very-low";
      case LOW -> "low";
      case HIGH -> "high";
      case URGENT_HIGH -> Sparkline.zoneClass(targets.shown(GlucoseZone.VERY_HIGH));
      case SIGNAL_LOSS, DEVICE_CLOCK_WRONG -> "silent";
    };
  }
}
