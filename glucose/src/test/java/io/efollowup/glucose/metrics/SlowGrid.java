package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseTrace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The grid and what is reckoned on it, written as plainly as the definitions read: days in UTC, one
 * look through all readings for each point. For comparison with the fast one.
 */
final class SlowGrid {
  private static final long DAY = 86_400;

  final int step;

  /** First and last point of the grid, seconds; both may be far from any reading. */
  final long start;

  final long end;

  /** Known values by second. */
  final TreeMap<Long, Double> values = new TreeMap<>();

  SlowGrid(GlucoseTrace trace, int stepMinutes) {
    this.step = stepMinutes;
    long first = trace.epochSecond(0);
    long last = trace.epochSecond(trace.size() - 1);
    this.start = first / DAY * DAY + 60L * step;
    this.end = first / DAY * DAY + (long) Math.ceil((last - first) / (double) DAY + 1) * DAY;
    for (long t = start; t <= end; t += 60L * step) {
      double value = at(trace, t);
      if (!Double.isNaN(value)) {
        values.put(t, value);
      }
    }
  }

  private static double at(GlucoseTrace trace, long t) {
    for (int i = 0; i < trace.size(); i++) {
      if (trace.epochSecond(i) == t) {
        return trace.mgdl(i);
      }
    }
    for (int i = 1; i < trace.size(); i++) {
      long before = trace.epochSecond(i - 1);
      long after = trace.epochSecond(i);
      if (before < t && t < after && after - before <= 45 * 60) {
        double share = (t - before) / (double) (after - before);
        return trace.mgdl(i - 1) * (1 - share) + trace.mgdl(i) * share;
      }
    }
    return Double.NaN;
  }

  /** Values so many minutes apart, later less earlier. */
  List<Double> changes(int minutes) {
    List<Double> changes = new ArrayList<>();
    values.forEach(
        (t, value) -> {
          Double earlier = values.get(t - 60L * minutes);
          if (earlier != null) {
            changes.add(value - earlier);
          }
        });
    return changes;
  }

  /** Values of each day; midnight belongs to the day it ends. */
  Collection<List<Double>> days() {
    return grouped(values, t -> (t - 1) / DAY);
  }

  /** Values of each time of day. */
  Collection<List<Double>> times() {
    return grouped(values, t -> t % DAY);
  }

  /** Values of each time of day less the mean of their day. */
  Collection<List<Double>> timesAroundDailyMeans() {
    Map<Long, Double> means =
        values.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    e -> (e.getKey() - 1) / DAY, Collectors.averagingDouble(Map.Entry::getValue)));
    TreeMap<Long, Double> centred = new TreeMap<>();
    values.forEach((t, value) -> centred.put(t, value - means.get((t - 1) / DAY)));
    return grouped(centred, t -> t % DAY);
  }

  private static Collection<List<Double>> grouped(
      TreeMap<Long, Double> values, UnaryOperator<Long> by) {
    return values.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                e -> by.apply(e.getKey()),
                TreeMap::new,
                Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
        .values();
  }

  /** Values of every window of an hour in the grid, among them windows with few or none. */
  List<List<Double>> hours() {
    List<List<Double>> windows = new ArrayList<>();
    for (long t = start; t + 3600 - 60L * step <= end; t += 60L * step) {
      windows.add(List.copyOf(values.subMap(t, t + 3600).values()));
    }
    return windows;
  }

  /** Mean heights of the trapezoids of each day. */
  List<Double> areas() {
    Map<Long, Double> areas =
        values.keySet().stream()
            .filter(t -> values.containsKey(t - 60L * step))
            .filter(t -> (t - 1) / DAY == (t - 60L * step - 1) / DAY)
            .collect(
                Collectors.groupingBy(
                    t -> (t - 1) / DAY,
                    Collectors.averagingDouble(
                        t -> (values.get(t) + values.get(t - 60L * step)) / 2)));
    return List.copyOf(areas.values());
  }

  /** Points of each episode: the curve as a word, episodes as matches in it. */
  List<Integer> episodes(double below, double above, int begin, int end) {
    StringBuilder word = new StringBuilder();
    for (long t = values.firstKey(); t <= values.lastKey(); t += 60L * step) {
      Double value = values.get(t);
      word.append(value == null ? ' ' : value < below || value > above ? 'o' : '.');
    }
    Matcher matcher =
        Pattern.compile("o{%d}(?:(?!\\.{%d})[o.])*".formatted(begin, end)).matcher(word);
    List<Integer> lengths = new ArrayList<>();
    while (matcher.find()) {
      lengths.add(matcher.end() - matcher.start());
    }
    return lengths;
  }
}
