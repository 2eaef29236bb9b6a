package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.Wearer;
import io.efollowup.forecast.internal.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A data set split by time: of each subject's points, those of all segments one after the other,
 * the first four fifths train, the rest test. A test series looks back on test points alone.
 */
public final class TimedSet {
  private static final int PARTS = 5;

  private final PreparedSet set;
  private final List<SubjectSeries> train = new ArrayList<>();
  private final List<SubjectSeries> test = new ArrayList<>();
  private final Map<Integer, Set<Long>> readingMinutes = new HashMap<>();

  private TimedSet(PreparedSet set) {
    this.set = set;
  }

  /**
   * Splits a set.
   *
   * @param readings what the set was prepared from
   */
  public static TimedSet of(PreparedSet set, List<RawReading> readings) {
    TimedSet timed = new TimedSet(set);
    Map<String, Integer> numbers = new HashMap<>();
    for (int subject = 0; subject < set.subjects().size(); subject++) {
      numbers.put(set.subjects().get(subject), subject);
    }
    for (RawReading reading : readings) {
      timed
          .readingMinutes
          .computeIfAbsent(numbers.get(reading.id()), subject -> new HashSet<>())
          .add(reading.minute());
    }
    numbers.values().stream().sorted().forEach(timed::split);
    return timed;
  }

  private void split(int subject) {
    List<GlucoseSeries> segments =
        set.segments().stream()
            .filter(segment -> segment.subject() == subject)
            .map(Segment::series)
            .toList();
    int points = segments.stream().mapToInt(GlucoseSeries::length).sum();
    int left = points * (PARTS - 1) / PARTS;
    Wearer wearer = new Wearer(set.source(), subject, set.traits());
    for (GlucoseSeries segment : segments) {
      int trained = Math.min(left, segment.length());
      left -= trained;
      if (trained > 0) {
        train.add(new SubjectSeries(wearer, segment.slice(0, trained)));
      }
      if (trained < segment.length()) {
        test.add(new SubjectSeries(wearer, segment.slice(trained, segment.length())));
      }
    }
  }

  public PreparedSet set() {
    return set;
  }

  public List<SubjectSeries> train() {
    return List.copyOf(train);
  }

  public List<SubjectSeries> test() {
    return List.copyOf(test);
  }

  /** Whether a point of a window is a reading and not a place on the line between two. */
  boolean isReading(Window window, int point) {
    return readingMinutes
        .get(window.of().wearer().subject())
        .contains(window.of().series().minute(point));
  }
}
