package io.efollowup.testkit.shanghai;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A pump's basal rates. The vocabulary has no kind for a rate, so insulin that runs is written, if
 * at all, as what runs in each hour, given at the hour's beginning.
 */
final class BasalRates {
  private static final Duration STEP = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final double SECONDS_AN_HOUR = 3600;

  private record Change(OffsetDateTime at, double rate) {}

  private final List<Change> changes = new ArrayList<>();

  void set(OffsetDateTime at, double unitsPerHour) {
    changes.add(new Change(at, unitsPerHour));
  }

  /** Hourly doses up to the end; a rate that nobody changes for a day is not known any longer. */
  List<Row> hourly(OffsetDateTime end, String action) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      OffsetDateTime next = i + 1 < changes.size() ? changes.get(i + 1).at() : end;
      OffsetDateTime last = change.at().plus(LONGEST);
      OffsetDateTime until = next.isBefore(last) ? next : last;
      OffsetDateTime from = change.at();
      while (change.rate() > 0 && from.isBefore(until)) {
        OffsetDateTime to = from.plus(STEP).isBefore(until) ? from.plus(STEP) : until;
        double units = change.rate() * Duration.between(from, to).toSeconds() / SECONDS_AN_HOUR;
        rows.add(Row.insulin(from, units, action));
        from = to;
      }
    }
    return rows;
  }
}
