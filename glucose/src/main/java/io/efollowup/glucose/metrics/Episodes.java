package io.efollowup.glucose.metrics;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.metrics.EpisodeKind.Side;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The episodes of a trace by the international consensus (Battelino et al., Lancet Diabetes
 * Endocrinol 11:42, 2023), found on the {@link DayGrid}: one begins with the first point of a run
 * of at least 15 minutes outside the limit ({@link EpisodeKind} for the extended ones) and ends
 * before the first run of at least 15 minutes back inside, or where the data breaks off for more
 * than 45 minutes. Limits are those of the unit most values were measured in, the consensus' own
 * unless a patient's are given. Immutable.
 */
public final class Episodes {
  static final int RECOVERY_MINUTES = 15;

  private final GlucoseTrace trace;
  private final Optional<DayGrid> grid;
  private final GlucoseUnit unit;
  private final GlucoseThresholds thresholds;

  private Episodes(GlucoseTrace trace, Optional<DayGrid> grid, GlucoseThresholds thresholds) {
    this.thresholds = thresholds;
    this.trace = trace;
    this.grid = grid;
    this.unit = RangeLimit.mostUsedUnit(trace);
  }

  /**
   * Looks at a trace; one too short for a grid, or whose readings are usually more than 45 minutes
   * apart, has no episodes.
   *
   * @param zone the zone whose days lay out the grid
   */
  public static Episodes of(GlucoseTrace trace, ZoneId zone) {
    return of(trace, zone, GlucoseThresholds.STANDARD);
  }

  /**
   * Looks at a trace with a patient's own limits in place of 54, 70, 180 and 250 mg/dL.
   *
   * @param zone the zone whose days lay out the grid
   */
  public static Episodes of(GlucoseTrace trace, ZoneId zone, GlucoseThresholds thresholds) {
    return new Episodes(
        trace,
        SamplingInterval.makesACurve(trace) ? DayGrid.of(trace, zone) : Optional.empty(),
        thresholds);
  }

  /** The episodes of a kind in order of time. */
  public List<Episode> list(EpisodeKind kind) {
    return grid.map(points -> list(points, kind)).orElse(List.of());
  }

  private List<Episode> list(DayGrid points, EpisodeKind kind) {
    EpisodeFinder found = find(points, kind, bound(kind));
    List<Episode> episodes = new ArrayList<>(found.count());
    for (int i = 0; i < found.count(); i++) {
      episodes.add(episode(points, kind, found, i));
    }
    return List.copyOf(episodes);
  }

  /** The episodes of a kind on a grid whose values were mostly measured in this unit. */
  static EpisodeFinder find(DayGrid grid, EpisodeKind kind, GlucoseUnit unit) {
    return find(grid, kind, kind.limit().mgdlOf(unit));
  }

  private double bound(EpisodeKind kind) {
    GlucoseThresholds.Limits limits = thresholds.in(unit);
    double limit =
        switch (kind) {
          case HYPO_L1, HYPO_EXTENDED -> limits.low();
          case HYPO_L2 -> limits.veryLow();
          case HYPER_L1 -> limits.high();
          case HYPER_L2 -> limits.veryHigh();
        };
    return new Glucose(limit, unit).mgdl();
  }

  private static EpisodeFinder find(DayGrid grid, EpisodeKind kind, double bound) {
    return EpisodeFinder.find(
        grid,
        kind.side(),
        bound,
        kind.pointsToBegin(grid.intervalMinutes()),
        Math.ceilDiv(RECOVERY_MINUTES, grid.intervalMinutes()));
  }

  private Episode episode(DayGrid points, EpisodeKind kind, EpisodeFinder found, int number) {
    long step = 60L * points.intervalMinutes();
    long first = points.epochSecond(found.first(number));
    long last = points.epochSecond(found.last(number));
    int extreme = extreme(first, last, kind.side());
    return new Episode(
        kind,
        Instant.ofEpochSecond(first),
        Instant.ofEpochSecond(last + step),
        found.points(number),
        mean(points, found.first(number), found.last(number)),
        trace.value(extreme),
        trace.at(extreme),
        found.recovered(number));
  }

  private static double mean(DayGrid points, int first, int last) {
    Sample values = new Sample(last - first + 1);
    for (int i = first; i <= last; i++) {
      double value = points.judged(i);
      if (Double.isFinite(value)) {
        values.add(value);
      }
    }
    return values.mean();
  }

  /** The first of the lowest or highest readings that the points between two seconds rest on. */
  private int extreme(long from, long to, Side side) {
    int first = trace.firstNotBefore(Instant.ofEpochSecond(from));
    if (first > 0 && (first == trace.size() || trace.epochSecond(first) > from)) {
      first--;
    }
    int extreme = first;
    for (int i = first + 1; i < trace.size() && trace.epochSecond(i - 1) < to; i++) {
      double height = GridValues.height(trace, i);
      double most = GridValues.height(trace, extreme);
      if (side == Side.BELOW ? height < most : height > most) {
        extreme = i;
      }
    }
    return extreme;
  }
}
