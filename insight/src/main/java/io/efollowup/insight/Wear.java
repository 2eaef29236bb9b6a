package io.efollowup.insight;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseTrace;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A wear as every part of its analysis sees it.
 *
 * @param events what was logged in the period, in order of time
 * @param intervalMinutes usual minutes between readings; 0 for fewer than two readings
 */
record Wear(Readings readings, List<CareEvent> events, DayRange period, int intervalMinutes) {
  /** A longer silence than this is a gap, as on the grid of the metrics. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(45);

  Wear {
    events = List.copyOf(events);
  }

  GlucoseTrace trace() {
    return readings.trace();
  }

  Stream<LocalDate> days() {
    return period.firstDay().datesUntil(period.firstDay().plusDays(period.days()));
  }

  Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(readings.zone()).toInstant();
  }

  ZonedDateTime local(Instant at) {
    return at.atZone(readings.zone());
  }

  LocalDate dayOf(Instant at) {
    return local(at).toLocalDate();
  }

  <T extends CareEvent> List<T> events(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Whether anything of this kind was logged from one moment to another, both included. */
  boolean hasEvent(Class<? extends CareEvent> kind, Instant from, Instant to) {
    return events.stream().anyMatch(event -> kind.isInstance(event) && within(event, from, to));
  }

  /** Fast insulin, which works within hours; a basal dose does not count. */
  boolean hasFastInsulin(Instant from, Instant to) {
    return events(CareEvent.Insulin.class).stream()
        .anyMatch(insulin -> isFast(insulin.action()) && within(insulin, from, to));
  }

  private static boolean isFast(CareEvent.InsulinAction action) {
    return switch (action) {
      case RAPID, SHORT, MIXED -> true;
      case INTERMEDIATE, LONG -> false;
    };
  }

  private static boolean within(CareEvent event, Instant from, Instant to) {
    return !event.at().isBefore(from) && !event.at().isAfter(to);
  }

  /**
   * Mean of the numbers between two moments, both included, in mg/dL; empty where there is none.
   */
  OptionalDouble mean(Instant from, Instant to) {
    double sum = 0;
    int count = 0;
    for (int i = first(from); i < trace().size() && !trace().at(i).isAfter(to); i++) {
      if (trace().isMeasured(i)) {
        sum += trace().mgdl(i);
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  /** Whether the sensor reported LOW or HIGH between two moments, both included. */
  boolean leavesSensorRange(Instant from, Instant to) {
    for (int i = first(from); i < trace().size() && !trace().at(i).isAfter(to); i++) {
      if (!trace().isMeasured(i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether no silence between two moments is longer than 45 minutes. */
  boolean isCovered(Instant from, Instant to) {
    Instant last = from;
    for (int i = first(from); i < trace().size() && !trace().at(i).isAfter(to); i++) {
      if (Duration.between(last, trace().at(i)).compareTo(LONGEST_SILENCE) > 0) {
        return false;
      }
      last = trace().at(i);
    }
    return Duration.between(last, to).compareTo(LONGEST_SILENCE) <= 0;
  }

  private int first(Instant from) {
    return trace().firstNotBefore(from);
  }
}
