package io.efollowup.glucose.metrics;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
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
   * Looks at a trace; one too short for a grid has no episodes.
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
    return new Episodes(trace, DayGrid.of(trace, zone), thresholds);
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
    int start = found.start(number);
    int end = found.end(number);
    long step = 60L * points.intervalMinutes();
    int extreme =
        extreme(points.epochSecond(start) - step, points.epochSecond(end - 1) + step, kind.side());
    return new Episode(
        kind,
        Instant.ofEpochSecond(points.epochSecond(start)),
        Instant.ofEpochSecond(points.epochSecond(end - 1) + step),
        end - start,
        mean(points, start, end),
        trace.value(extreme),
        trace.at(extreme),
        found.recovered(number));
  }

  private static double mean(DayGrid points, int start, int end) {
    Sample values = new Sample(end - start);
    for (int i = start; i < end; i++) {
      if (!points.isLow(i) && !points.isHigh(i)) {
        values.add(points.value(i));
      }
    }
    return values.mean();
  }

  /** The first of the lowest or highest readings between two seconds, both inclusive. */
  private int extreme(long from, long to, Side side) {
    int best = -1;
    double bestHeight = 0;
    for (int i = trace.firstNotBefore(Instant.ofEpochSecond(from));
        i < trace.size() && trace.epochSecond(i) <= to;
        i++) {
      double height = height(trace.value(i));
      if (best < 0 || (side == Side.BELOW ? height < bestHeight : height > bestHeight)) {
        best = i;
        bestHeight = height;
      }
    }
    return best;
  }

  private static double height(GlucoseValue value) {
    return switch (value) {
      case GlucoseValue.Measured(Glucose glucose) -> glucose.mgdl();
      case GlucoseValue.OutOfRange.LOW -> Double.NEGATIVE_INFINITY;
      case GlucoseValue.OutOfRange.HIGH -> Double.POSITIVE_INFINITY;
    };
  }
}
