package io.efollowup.portal.internal.view;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.record.Patient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A reason in words: what, since when, without blame. */
public final class ReasonText {
  /** Runs are looked for in the last 24 h only; one as long as that may be longer. */
  private static final Duration ALL_DAY = Duration.ofHours(23);

  private ReasonText() {}

  public static String of(
      Reason reason, Patient patient, GlucoseUnit unit, Instant now, Words words) {
    ZoneId zone = patient.zone();
    GlucoseThresholds.Limits limits = patient.thresholds().in(unit);
    return switch (reason) {
      case Reason.VeryLowNow(Instant since) ->
          words.say(
              "reason.very-low",
              GlucoseText.number(limits.veryLow(), unit),
              TimeText.clock(since, zone));
      case Reason.LowNow(Instant since) ->
          words.say(
              "reason.low", GlucoseText.number(limits.low(), unit), TimeText.clock(since, zone));
      case Reason.VeryHighNow(var length) ->
          above(GlucoseText.number(limits.veryHigh(), unit), length, words);
      case Reason.UrgentlyHighNow(var length) ->
          above(GlucoseText.number(limits.high(), unit), length, words);
      case Reason.HighForLong(var length) ->
          above(GlucoseText.number(limits.high(), unit), length, words);
      case Reason.NoData(var length) -> words.say("reason.no-data", TimeText.length(length, words));
      case Reason.LowInLastDay(Instant from, Instant to) ->
          words.say("reason.low-today", TimeText.clock(from, zone), TimeText.clock(to, zone));
      case Reason.LowNights(int nights, int from, int to) ->
          words.say("reason.low-nights", Integer.toString(nights), hour(from), hour(to));
      case Reason.OftenLow(double percent) ->
          words.say("reason.often-low", GlucoseText.percent(percent));
      case Reason.RarelyInTarget(double percent) ->
          words.say("reason.rarely-in-target", GlucoseText.percent(percent));
      case Reason.Unsteady(double cv) -> words.say("reason.unsteady", GlucoseText.percent(cv));
      case Reason.Steady ignored -> words.say("reason.steady");
      case Reason.NoDataYet ignored -> words.say("reason.no-data-yet");
      case Reason.NotWorn(Instant last) ->
          words.say("reason.not-worn", TimeText.date(last, zone, now, words));
    };
  }

  private static String above(String limit, Duration length, Words words) {
    return length.compareTo(ALL_DAY) >= 0
        ? words.say("reason.high-all-day", limit)
        : words.say("reason.high", limit, TimeText.length(length, words));
  }

  private static String hour(int hour) {
    return String.format(java.util.Locale.ROOT, "%02d:00", hour);
  }
}
