package io.efollowup.portal.internal.view;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.insight.RangeGoal;
import io.efollowup.insight.Targets;
import io.efollowup.record.Alarm;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.StoredReading;
import io.efollowup.record.Summary;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges who needs attention, and why, by each patient's own targets. Pure. */
public final class Attention {
  /** A reading older than this is stale: it says nothing about now. */
  public static final Duration STALE = Duration.ofMinutes(15);

  /** Lows are looked at for safety, also where nobody agreed on a goal: then at the adults'. */
  private static final RangeGoal LOW_WITHOUT_GOAL =
      Targets.ADULT.goal(GlucoseZone.LOW).orElseThrow();

  private static final Duration SILENT = Duration.ofMinutes(30);
  private static final Duration NOT_WORN = Duration.ofDays(2);
  private static final Duration LONG_HIGH = Duration.ofHours(2);
  private static final int NIGHT_ENDS = 6;
  private static final int SEVERAL_NIGHTS = 2;
  private static final double LEAST_IN_TARGET = 50;
  private static final long FEWEST_READINGS = 96;

  /**
   * The order active alarms are listed in: as urgent as the list holds what they are about, then
   * the newest.
   */
  public static final Comparator<Alarm> MOST_URGENT_FIRST =
      Comparator.<Alarm>comparingInt(alarm -> urgency(alarm.kind()))
          .reversed()
          .thenComparing(Alarm.NEWEST_FIRST);

  private Attention() {}

  private static int urgency(AlarmKind kind) {
    return switch (kind) {
      case URGENT_LOW -> Reason.VERY_LOW;
      case LOW -> Reason.LOW;
      case URGENT_HIGH -> Reason.VERY_HIGH;
      case SIGNAL_LOSS -> Reason.SILENT;
      case HIGH -> Reason.HIGH;
      case DEVICE_CLOCK_WRONG -> Reason.ATTENTION;
    };
  }

  /** The most urgent reason there is. */
  public static Reason of(Overview overview, Instant now) {
    if (overview.latest().isEmpty()) {
      return new Reason.NoDataYet();
    }
    StoredReading latest = overview.latest().get();
    Duration age = Duration.between(latest.reading().at(), now);
    if (age.compareTo(STALE) <= 0) {
      Optional<Reason> present = present(overview, latest);
      if (present.isPresent()) {
        return present.get();
      }
    }
    if (age.compareTo(NOT_WORN) > 0) {
      return new Reason.NotWorn(latest.reading().at());
    }
    boolean lost =
        overview.alarms().stream().anyMatch(alarm -> alarm.kind() == AlarmKind.SIGNAL_LOSS);
    if (lost || age.compareTo(SILENT) > 0) {
      return new Reason.NoData(age);
    }
    return past(overview);
  }

  private static Optional<Reason> present(Overview overview, StoredReading latest) {
    Targets targets = Targets.of(overview.patient().targets());
    GlucoseThresholds limits = targets.thresholds();
    GlucoseTrace trace = overview.lastDay();
    Instant at = latest.reading().at();
    return switch (limits.zoneOf(latest.reading().value())) {
      case VERY_LOW -> Optional.of(new Reason.VeryLowNow(since(trace, limits, Run.LOW, at)));
      case LOW -> Optional.of(new Reason.LowNow(since(trace, limits, Run.LOW, at)));
      case TARGET -> Optional.empty();
      // The limit decides how urgent it is, the targets how it is told.
      case VERY_HIGH ->
          Optional.of(
              targets.tellsVeryHigh()
                  ? new Reason.VeryHighNow(lasting(trace, limits, Run.VERY_HIGH, at))
                  : new Reason.UrgentlyHighNow(lasting(trace, limits, Run.HIGH, at)));
      case HIGH -> {
        Duration length = lasting(trace, limits, Run.HIGH, at);
        yield length.compareTo(LONG_HIGH) >= 0
            ? Optional.of(new Reason.HighForLong(length))
            : Optional.empty();
      }
    };
  }

  private static Duration lasting(
      GlucoseTrace trace, GlucoseThresholds limits, Run run, Instant until) {
    return Duration.between(since(trace, limits, run, until), until);
  }

  private enum Run {
    LOW,
    HIGH,
    VERY_HIGH;

    boolean holds(GlucoseZone zone) {
      return switch (this) {
        case LOW -> zone.compareTo(GlucoseZone.LOW) <= 0;
        case HIGH -> zone.compareTo(GlucoseZone.HIGH) >= 0;
        case VERY_HIGH -> zone == GlucoseZone.VERY_HIGH;
      };
    }
  }

  /** Time of the first reading of the unbroken run that ends the trace. */
  private static Instant since(
      GlucoseTrace trace, GlucoseThresholds limits, Run run, Instant otherwise) {
    long gap = Gaps.limitSeconds(trace);
    Instant since = otherwise;
    for (int i = trace.size() - 1; i >= 0 && run.holds(limits.zoneOf(trace.value(i))); i--) {
      if (since.getEpochSecond() - trace.epochSecond(i) > gap) {
        break;
      }
      since = trace.at(i);
    }
    return since;
  }

  private static Reason past(Overview overview) {
    Optional<Reason> nights = lowNights(overview.hours(), overview.patient().zone());
    if (nights.isPresent()) {
      return nights.get();
    }
    Optional<Reason> lowToday = lowInLastDay(overview);
    if (lowToday.isPresent()) {
      return lowToday.get();
    }
    Targets targets = Targets.of(overview.patient().targets());
    Shares shares = Shares.of(overview.days(), targets);
    if (shares.ranges().total() < FEWEST_READINGS) {
      return new Reason.Steady();
    }
    if (!targets.goal(GlucoseZone.LOW).orElse(LOW_WITHOUT_GOAL).isMetBy(shares.low())) {
      return new Reason.OftenLow(shares.low());
    }
    if (shares.inTarget() < LEAST_IN_TARGET) {
      return new Reason.RarelyInTarget(shares.inTarget());
    }
    boolean unsteady = shares.cv() > targets.cvGoal().orElse(Double.POSITIVE_INFINITY);
    return unsteady ? new Reason.Unsteady(shares.cv()) : new Reason.Steady();
  }

  private static Optional<Reason> lowNights(List<Summary> hours, ZoneId zone) {
    Set<LocalDate> nights = new HashSet<>();
    int first = NIGHT_ENDS;
    int last = -1;
    for (Summary hour : hours) {
      ZonedDateTime start = hour.start().atZone(zone);
      int low =
          hour.zones().get(GlucoseZone.LOW.ordinal())
              + hour.zones().get(GlucoseZone.VERY_LOW.ordinal());
      if (low > 0 && start.getHour() < NIGHT_ENDS) {
        nights.add(start.toLocalDate());
        first = Math.min(first, start.getHour());
        last = Math.max(last, start.getHour());
      }
    }
    return nights.size() >= SEVERAL_NIGHTS
        ? Optional.of(new Reason.LowNights(nights.size(), first, last + 1))
        : Optional.empty();
  }

  /** The latest low of the last day, when it lasted at least a quarter of an hour. */
  private static Optional<Reason> lowInLastDay(Overview overview) {
    GlucoseTrace trace = overview.lastDay();
    GlucoseThresholds limits = overview.patient().thresholds();
    int end = trace.size() - 1;
    while (end >= 0 && !Run.LOW.holds(limits.zoneOf(trace.value(end)))) {
      end--;
    }
    if (end < 0) {
      return Optional.empty();
    }
    GlucoseTrace untilThen = trace.between(trace.at(0), trace.at(end).plusSeconds(1));
    Instant from = since(untilThen, limits, Run.LOW, trace.at(end));
    boolean lasted = Duration.between(from, trace.at(end)).compareTo(STALE) >= 0;
    return lasted ? Optional.of(new Reason.LowInLastDay(from, trace.at(end))) : Optional.empty();
  }
}
