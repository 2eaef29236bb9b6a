package io.efollowup.glucose;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * An hour or a day of a patient's zone. Days last 23 to 25 hours where clocks change. An hour
 * within which a clock changes (half-hour changes exist) is cut there, so that hours never overlap.
 *
 * @param unit hour or day
 * @param from first instant
 * @param to first instant after it
 */
public record CalendarSpan(Unit unit, Instant from, Instant to) {
  /** How long a span is. */
  public enum Unit {
    HOUR,
    DAY
  }

  /**
   * The day that holds this instant. Where clocks are put back over midnight, what is the old date
   * once more belongs to the day that had begun: days never overlap either.
   */
  public static CalendarSpan dayOf(Instant at, ZoneId zone) {
    var date = at.atZone(zone).toLocalDate();
    Instant next = date.plusDays(1).atStartOfDay(zone).toInstant();
    return at.isBefore(next)
        ? new CalendarSpan(Unit.DAY, date.atStartOfDay(zone).toInstant(), next)
        : new CalendarSpan(Unit.DAY, next, date.plusDays(2).atStartOfDay(zone).toInstant());
  }

  /** The hour that holds this instant. */
  public static CalendarSpan hourOf(Instant at, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(at);
    Instant from = at.atOffset(offset).truncatedTo(ChronoUnit.HOURS).toInstant();
    Instant to = from.plus(1, ChronoUnit.HOURS);
    if (rules.isFixedOffset()) {
      return new CalendarSpan(Unit.HOUR, from, to);
    }
    ZoneOffsetTransition before = rules.previousTransition(at.plusNanos(1));
    ZoneOffsetTransition after = rules.nextTransition(at);
    return new CalendarSpan(
        Unit.HOUR,
        before != null && before.getInstant().isAfter(from) ? before.getInstant() : from,
        after != null && after.getInstant().isBefore(to) ? after.getInstant() : to);
  }
}
