package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseZone;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How the readings of a trace divide among the five zones; out-of-range readings are in the
 * outermost. Immutable.
 */
public final class RangeShares {
  private final long[] counts;
  private final long total;

  private RangeShares(long[] counts) {
    this.counts = counts;
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    this.total = sum;
  }

  /** The shares of a trace, each value judged in the unit it was measured in. */
  public static RangeShares of(GlucoseTrace trace, GlucoseThresholds thresholds) {
    long[] counts = new long[GlucoseZone.values().length];
    for (int i = 0; i < trace.size(); i++) {
      counts[thresholds.zoneOf(trace.value(i)).ordinal()]++;
    }
    return new RangeShares(counts);
  }

  /**
   * The shares of readings that were counted already.
   *
   * @param counts by zone, in the zones' order
   * @throws IllegalArgumentException unless every zone is counted, none less than nothing
   */
  public static RangeShares ofCounts(long[] counts) {
    if (counts.length != GlucoseZone.values().length
        || Arrays.stream(counts).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("shares need a count of every zone, 0 or more");
    }
    return new RangeShares(counts.clone());
  }

  /** All readings. */
  public long total() {
    return total;
  }

  /** Readings in a zone. */
  public long count(GlucoseZone zone) {
    return counts[zone.ordinal()];
  }

  /** Exact share of a zone in percent; 0 where there are no readings at all. */
  public double percent(GlucoseZone zone) {
    return total == 0 ? 0 : 100.0 * counts[zone.ordinal()] / total;
  }

  /** The same readings with one zone counted as another: for ranges that are not told apart. */
  public RangeShares merging(GlucoseZone zone, GlucoseZone into) {
    long[] merged = counts.clone();
    merged[into.ordinal()] += merged[zone.ordinal()];
    merged[zone.ordinal()] = 0;
    return new RangeShares(merged);
  }

  /**
   * The shares as they are shown, which add up to exactly 100: tenths for a zone under one percent
   * (a zone with any reading shows at least 0.1), whole percents for the others by largest
   * remainder; where tenths are shown, the tenths that are left to complete the 100 go to the
   * largest remainder too, and tenths too many are taken off the largest zone. All zero where there
   * are no readings.
   */
  public Map<GlucoseZone, Double> shown() {
    long[] tenths = ShownShares.tenths(counts, total);
    Map<GlucoseZone, Double> shown = new EnumMap<>(GlucoseZone.class);
    for (GlucoseZone zone : GlucoseZone.values()) {
      shown.put(zone, tenths[zone.ordinal()] / 10.0);
    }
    return Collections.unmodifiableMap(shown);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RangeShares that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  /** Says how many readings there are and nothing of their values. */
  @Override
  public String toString() {
    return "RangeShares[" + total + " readings]";
  }
}
