package io.efollowup.insight;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the hours of the day in which the same thing happens on several days. */
final class Recurrences {
  private static final int WIDTH = 2;
  private static final int HOURS = 24;

  /** With more windows alike than a third of the day, none stands out. */
  private static final int MOST_ALIKE = 8;

  private final List<Set<LocalDate>> measured = days();
  private final List<Set<LocalDate>> outside = days();
  private final int[] readings = new int[HOURS];

  private Recurrences() {}

  private static List<Set<LocalDate>> days() {
    return Stream.<Set<LocalDate>>generate(HashSet::new).limit(HOURS).toList();
  }

  /** The two hours with most days of such readings; empty where they do not stand out. */
  static Optional<Recurrence> of(Wear wear, Predicate<CurvePoint> isOutside) {
    Recurrences found = new Recurrences();
    for (int i = 0; i < wear.trace().size(); i++) {
      found.add(wear, wear.readings().point(i), isOutside);
    }
    return found.most();
  }

  private void add(Wear wear, CurvePoint point, Predicate<CurvePoint> isOutside) {
    ZonedDateTime local = wear.local(point.at());
    int hour = local.getHour();
    measured.get(hour).add(local.toLocalDate());
    if (isOutside.test(point)) {
      outside.get(hour).add(local.toLocalDate());
      readings[hour]++;
    }
  }

  private Optional<Recurrence> most() {
    int best = 0;
    for (int hour = 1; hour <= HOURS - WIDTH; hour++) {
      int days = union(outside, hour).size();
      int bestDays = union(outside, best).size();
      if (days > bestDays || days == bestDays && sum(hour) > sum(best)) {
        best = hour;
      }
    }
    int days = union(outside, best).size();
    return days < Recurrence.RECURRING || isEverywhere(days)
        ? Optional.empty()
        : Optional.of(new Recurrence(best, best + WIDTH, days, union(measured, best).size()));
  }

  /** Whether much of the day is like its worst hours, so that no hours stand out. */
  private boolean isEverywhere(int days) {
    return IntStream.rangeClosed(0, HOURS - WIDTH)
            .filter(hour -> union(outside, hour).size() == days)
            .count()
        > MOST_ALIKE;
  }

  private int sum(int hour) {
    return IntStream.range(hour, hour + WIDTH).map(h -> readings[h]).sum();
  }

  private static Set<LocalDate> union(List<Set<LocalDate>> days, int hour) {
    Set<LocalDate> union = new HashSet<>();
    for (int h = hour; h < hour + WIDTH; h++) {
      union.addAll(days.get(h));
    }
    return union;
  }
}
