package io.efollowup.portal.internal.page;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.insight.RangeGoal;
import io.efollowup.insight.Targets;
import io.efollowup.portal.internal.access.PatientRefs;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.view.Attention;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.Overview;
import io.efollowup.portal.internal.view.PatientText;
import io.efollowup.portal.internal.view.RangeBar;
import io.efollowup.portal.internal.view.Reason;
import io.efollowup.portal.internal.view.ReasonText;
import io.efollowup.portal.internal.view.Shares;
import io.efollowup.portal.internal.view.Sparkline;
import io.efollowup.portal.internal.view.TimeText;
import io.efollowup.portal.internal.view.Trend;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.record.Patient;
import io.efollowup.record.StoredReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns overviews into rows of the list. */
final class PatientRows {
  private static final int SPARK_WIDTH = 168;
  private static final int SPARK_HEIGHT = 36;
  private static final int BAR_LENGTH = 132;

  private final PatientRefs refs;
  private final Words words;
  private final GlucoseUnit unit;
  private final Duration period;
  private final Instant now;

  PatientRows(PatientRefs refs, Words words, GlucoseUnit unit, Duration period, Instant now) {
    this.refs = refs;
    this.words = words;
    this.unit = unit;
    this.period = period;
    this.now = now;
  }

  PatientRow row(Viewer viewer, Overview overview) {
    Patient patient = overview.patient();
    Overview inPeriod = inPeriod(overview);
    Targets targets = Targets.of(patient.targets());
    Shares shares = Shares.of(inPeriod.days(), targets);
    Reason reason = Attention.of(inPeriod, now);
    Optional<StoredReading> latest = overview.latest();
    Trend trend = latest.map(l -> Trend.of(l, overview.lastDay())).orElse(Trend.UNKNOWN);
    boolean stale = latest.filter(l -> isFresh(l)).isEmpty();
    boolean some = shares.ranges().total() > 0;
    Optional<RangeGoal> lowGoal = targets.goal(GlucoseZone.LOW);
    String zone =
        latest.map(l -> Sparkline.zoneClass(targets.zoneOf(l.reading().value()))).orElse("none");
    return new PatientRow(
        refs.of(viewer.organisation(), patient.id()),
        patient.id().value(),
        PatientText.about(patient, now, words),
        latest
            .map(l -> GlucoseText.value(l.reading().value(), unit, words))
            .orElse(GlucoseText.NONE),
        zone,
        words.say("zone." + zone),
        stale ? Trend.UNKNOWN.key() : trend.key(),
        words.say("trend." + trend.key()),
        latest
            .map(l -> TimeText.ago(l.reading().at(), patient.zone(), now, words))
            .orElse(words.say("ago.never")),
        latest.map(l -> l.reading().at().toEpochMilli()).orElse(0L),
        stale,
        spark(overview, targets),
        RangeBar.of(shares.ranges(), BAR_LENGTH),
        some ? GlucoseText.percent(shares.inTarget()) : GlucoseText.NONE,
        some ? low(shares, lowGoal) : GlucoseText.NONE,
        some && lowGoal.filter(goal -> !goal.isMetBy(shares.low())).isPresent(),
        cv(shares, targets),
        shares.cv() > targets.cvGoal().orElse(Double.POSITIVE_INFINITY),
        ReasonText.of(reason, patient, unit, now, words),
        reasonClass(reason),
        reason.urgent(),
        reason.urgency() >= Reason.ATTENTION,
        rank(reason, shares));
  }

  /** Beside its goal as exact as it takes to see whether that is met. */
  private static String low(Shares shares, Optional<RangeGoal> goal) {
    return goal.map(limit -> GlucoseText.share(shares.ranges(), GlucoseZone.LOW, limit))
        .orElseGet(() -> GlucoseText.percent(shares.low()));
  }

  private static String cv(Shares shares, Targets targets) {
    return Double.isNaN(shares.cv())
        ? GlucoseText.NONE
        : GlucoseText.variation(shares.cv(), targets.cvGoal()) + "\u202f%";
  }

  private Overview inPeriod(Overview overview) {
    Instant from = now.minus(period);
    return new Overview(
        overview.patient(),
        overview.latest(),
        overview.lastDay(),
        overview.days().stream().filter(day -> day.start().isAfter(from)).toList(),
        overview.hours(),
        overview.alarms());
  }

  private boolean isFresh(StoredReading latest) {
    return Duration.between(latest.reading().at(), now).compareTo(Attention.STALE) <= 0;
  }

  private Sparkline spark(Overview overview, Targets targets) {
    Instant from = now.minus(Duration.ofDays(1));
    return Sparkline.of(
        overview.lastDay().between(from, now.plusSeconds(300)),
        targets,
        from.getEpochSecond(),
        now.getEpochSecond(),
        SPARK_WIDTH,
        SPARK_HEIGHT);
  }

  private static String reasonClass(Reason reason) {
    return switch (reason) {
      case Reason.VeryLowNow ignored -> "very-low";
      case Reason.LowNow ignored -> "low";
      case Reason.VeryHighNow ignored -> "very-high";
      case Reason.UrgentlyHighNow ignored -> "high";
      case Reason.HighForLong ignored -> "high";
      case Reason.NoData ignored -> "silent";
      case Reason.LowInLastDay ignored -> "low";
      case Reason.LowNights ignored -> "low";
      case Reason.OftenLow ignored -> "low";
      case Reason.RarelyInTarget ignored -> "high";
      case Reason.Unsteady ignored -> "plain";
      case Reason.Steady ignored -> "calm";
      case Reason.NotWorn ignored -> "calm";
      case Reason.NoDataYet ignored -> "calm";
    };
  }

  /** By urgency, then by how little of the period was in the target range. */
  private static long rank(Reason reason, Shares shares) {
    return reason.urgency() * 1_000L + Math.min(999, Math.round(10 * (100 - shares.inTarget())));
  }
}
