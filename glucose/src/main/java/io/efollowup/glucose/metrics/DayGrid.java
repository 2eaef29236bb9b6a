package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseTrace;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The regular grid under every metric of time: a row per calendar day, a column per step of the
 * trace's usual interval; the first column is one step after midnight, the last is 24:00. Values in
 * mg/dL by linear interpolation between readings with a number; NaN outside them, strictly inside
 * gaps of more than 45 minutes, and at times of day that a daylight-saving change skips (of a
 * repeated hour the first pass is taken). An out-of-range reading has no number, so it is bridged
 * as a missing one is. Convention: iglu's {@code CGMS2DayByDay}, which leaves one spare day at the
 * end. Immutable.
 */
public final class DayGrid {
  /** Readings further apart than this are not connected. */
  static final long MAX_GAP_SECONDS = 45 * 60;

  private static final int MAX_DAYS = 3_660;

  private final int intervalMinutes;
  private final int columns;
  private final int days;
  private final LocalDate firstDay;
  private final double[] values;
  private final long[] seconds;
  private final double[] judged;

  private DayGrid(GlucoseTrace trace, ZoneId zone, int intervalMinutes, int days) {
    this.intervalMinutes = intervalMinutes;
    this.columns = 1440 / intervalMinutes;
    this.days = days;
    this.firstDay = trace.at(0).atZone(zone).toLocalDate();
    this.seconds = new long[days * columns];
    for (int day = 0; day < days; day++) {
      placeDay(day, zone);
    }
    this.values = GridValues.interpolate(trace, seconds);
    this.judged = GridValues.judged(trace, seconds, values);
  }

  /**
   * The grid of a trace; empty when fewer than two readings leave the interval unknown, or when the
   * trace spans more than ten years, which no wear does.
   */
  public static Optional<DayGrid> of(GlucoseTrace trace, ZoneId zone) {
    return trace.size() < 2
        ? Optional.empty()
        : of(trace, zone, SamplingInterval.dividingDay(trace));
  }

  /** The grid of a trace at a given step that divides a day. */
  static Optional<DayGrid> of(GlucoseTrace trace, ZoneId zone, int intervalMinutes) {
    if (trace.isEmpty()) {
      return Optional.empty();
    }
    LocalDateTime first = trace.at(0).atZone(zone).toLocalDateTime();
    LocalDateTime last = trace.at(trace.size() - 1).atZone(zone).toLocalDateTime();
    long span = Math.max(0, Duration.between(first, last).toSeconds());
    long days = Math.ceilDiv(span, 86_400L) + 1;
    return days > MAX_DAYS
        ? Optional.empty()
        : Optional.of(new DayGrid(trace, zone, intervalMinutes, (int) days));
  }

  /** Minutes between neighbouring points. */
  public int intervalMinutes() {
    return intervalMinutes;
  }

  /** Rows, the spare one included. */
  public int days() {
    return days;
  }

  /** Points in a day. */
  public int columns() {
    return columns;
  }

  /** All points in order of time. */
  public int size() {
    return values.length;
  }

  /** The date of a row. */
  public LocalDate date(int day) {
    return firstDay.plusDays(day);
  }

  /** Wall-clock second of the day of a column, from one step to 86,400. */
  public int secondOfDay(int column) {
    return (column + 1) * intervalMinutes * 60;
  }

  /** The value in mg/dL, or NaN. */
  public double value(int day, int column) {
    return values[day * columns + column];
  }

  /** Value {@code i} in order of time, in mg/dL, or NaN. */
  public double value(int i) {
    return values[i];
  }

  /** Values from one point to before another, in order of time. */
  double[] values(int from, int to) {
    return Arrays.copyOfRange(values, from, to);
  }

  /** Points with a value, or where the sensor said LOW or HIGH. */
  int knownPoints() {
    int known = 0;
    for (double value : judged) {
      known += Double.isNaN(value) ? 0 : 1;
    }
    return known;
  }

  /**
   * By what point {@code i} is judged for episodes: its value in mg/dL, or what the nearest reading
   * says beside an out-of-range one, minus and plus infinity for LOW and HIGH; or NaN.
   */
  double judged(int i) {
    return judged[i];
  }

  /** Whether a daylight-saving change skipped the time of day of point {@code i}. */
  boolean isSkipped(int i) {
    return GridValues.isSkipped(seconds, i);
  }

  /** When point {@code i} is, in seconds since the epoch. */
  long epochSecond(int i) {
    return seconds[i];
  }

  /** Index of the first point at or after a second since the epoch; {@link #size()} for none. */
  int firstNotBefore(long second) {
    return GridValues.firstNotBefore(seconds, second);
  }

  /**
   * Whether point {@code i} lies exactly {@code steps} steps of real time after point {@code i -
   * steps}; false across a daylight-saving change.
   */
  boolean isSteadyBack(int i, int steps) {
    return seconds[i] - seconds[i - steps] == (long) steps * intervalMinutes * 60;
  }

  private void placeDay(int day, ZoneId zone) {
    LocalDate date = date(day);
    ZonedDateTime start = date.atStartOfDay(zone);
    ZonedDateTime end = date.plusDays(1).atStartOfDay(zone);
    long midnight = start.toEpochSecond();
    boolean plain =
        zone.getRules().isFixedOffset()
            || (end.toEpochSecond() - midnight == 86_400
                && start.getOffset().equals(end.getOffset()));
    for (int column = 0; column < columns; column++) {
      seconds[day * columns + column] =
          plain
              ? midnight + secondOfDay(column)
              : wallClock(date.atStartOfDay().plusSeconds(secondOfDay(column)), zone);
    }
  }

  /** The instant of a wall-clock time; a skipped one is placed just where the clock jumped. */
  private static long wallClock(LocalDateTime time, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    return offsets.isEmpty()
        ? zone.getRules().getTransition(time).toEpochSecond()
        : time.toEpochSecond(offsets.getFirst());
  }
}
