package io.efollowup.portal.internal.page;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.insight.Targets;
import io.efollowup.portal.internal.view.Attention;
import io.efollowup.portal.internal.view.Extent;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.Sparkline;
import io.efollowup.portal.internal.view.TimeText;
import io.efollowup.portal.internal.view.Trend;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.record.Alarm;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.StoredReading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The parts of a patient's page. */
final class PatientViews {
  private static final int DAYS_SHOWN = 14;
  private static final int MOST_ALARMS = 8;

  private static final Comparator<Alarm> ACTIVE_FIRST =
      (one, other) ->
          one.isActive() && other.isActive()
              ? Attention.MOST_URGENT_FIRST.compare(one, other)
              : Comparator.comparing(Alarm::isActive)
                  .reversed()
                  .thenComparing(Alarm.NEWEST_FIRST)
                  .compare(one, other);

  private final OrganisationRecord in;
  private final Patient patient;
  private final Words words;
  private final GlucoseUnit unit;
  private final Instant now;

  PatientViews(OrganisationRecord in, Patient patient, Words words, GlucoseUnit unit, Instant now) {
    this.in = in;
    this.patient = patient;
    this.words = words;
    this.unit = unit;
    this.now = now;
  }

  NowView now() {
    Optional<StoredReading> latest = in.latestReading(patient.id());
    if (latest.isEmpty()) {
      return new NowView(
          GlucoseText.NONE,
          false,
          "none",
          words.say("zone.none"),
          Trend.UNKNOWN.key(),
          words.say("trend.unknown"),
          words.say("ago.never"),
          0,
          true);
    }
    return now(latest.get());
  }

  private NowView now(StoredReading latest) {
    Instant at = latest.reading().at();
    GlucoseTrace before =
        in.trace(patient.id(), at.minus(Duration.ofMinutes(20)), at.plusSeconds(1));
    boolean stale = Duration.between(at, now).compareTo(Attention.STALE) > 0;
    Trend trend = stale ? Trend.UNKNOWN : Trend.of(latest, before);
    String zone =
        Sparkline.zoneClass(Targets.of(patient.targets()).zoneOf(latest.reading().value()));
    return new NowView(
        GlucoseText.value(latest.reading().value(), unit, words),
        latest.reading().value() instanceof GlucoseValue.Measured,
        zone,
        words.say("zone." + zone),
        trend.key(),
        words.say("trend." + trend.key()),
        TimeText.ago(at, patient.zone(), now, words),
        at.toEpochMilli(),
        stale);
  }

  /** Active alarms, the most urgent first, then the newest of the last fourteen days. */
  List<AlarmView> alarms(String ref) {
    AlarmViews views = new AlarmViews(words, unit, now);
    return in.alarms(patient.id(), now.minus(Duration.ofDays(14)), now.plusSeconds(3600)).stream()
        .sorted(ACTIVE_FIRST)
        .limit(MOST_ALARMS)
        .map(alarm -> views.of(alarm, patient, ref))
        .toList();
  }

  /** The last fourteen days of a trace, oldest first. */
  List<DayView> days(GlucoseTrace trace, Instant end) {
    LocalDate last = end.minusSeconds(1).atZone(patient.zone()).toLocalDate();
    Extent extent = Extent.of(trace);
    List<DayView> days = new ArrayList<>();
    for (int back = DAYS_SHOWN - 1; back >= 0; back--) {
      days.add(day(trace, last.minusDays(back), extent));
    }
    return days;
  }

  private DayView day(GlucoseTrace trace, LocalDate day, Extent extent) {
    Instant from = day.atStartOfDay(patient.zone()).toInstant();
    Instant to = day.plusDays(1).atStartOfDay(patient.zone()).toInstant();
    GlucoseTrace ofDay = trace.between(from, to);
    Targets targets = Targets.of(patient.targets());
    RangeShares shares = targets.shares(ofDay);
    return new DayView(
        TimeText.weekday(day, words),
        TimeText.date(day, true, words),
        day.toString(),
        ofDay.isEmpty() ? GlucoseText.NONE : GlucoseText.share(shares, GlucoseZone.TARGET),
        ofDay.isEmpty(),
        Sparkline.of(ofDay, targets, extent, from.getEpochSecond(), to.getEpochSecond(), 116, 48));
  }
}
