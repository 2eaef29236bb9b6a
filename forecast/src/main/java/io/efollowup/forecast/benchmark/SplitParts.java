package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.SubjectSeries;
import io.efollowup.forecast.Wearer;
import io.efollowup.forecast.WearerTraits;
import io.efollowup.forecast.internal.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Step 6 of the protocol: what a seed trains on, chooses by and is tested on. A series of {@code
 * validation}, {@code seen} or {@code unseen} begins with points that are only looked back on;
 * those may belong to {@code train} too, what is forecast never does.
 *
 * @param seen test parts of subjects that are trained on, later in time (ID)
 * @param unseen everything of the subjects kept out (OD)
 */
public record SplitParts(
    List<SubjectSeries> train,
    List<SubjectSeries> validation,
    List<SubjectSeries> seen,
    List<SubjectSeries> unseen) {
  private static final int COUNTED_STRIDE = 6;

  /**
   * Splits a data set.
   *
   * @throws BenchmarkProblem where the split names a subject that the set has not
   */
  public static SplitParts of(PreparedSet set, Split split) {
    Set<Integer> unseenSubjects =
        split.unseenIds().stream().map(id -> number(set, split, id)).collect(Collectors.toSet());
    Map<Integer, List<GlucoseSeries>> bySubject = new TreeMap<>();
    for (Segment segment : set.segments()) {
      bySubject
          .computeIfAbsent(segment.subject(), subject -> new ArrayList<>())
          .add(segment.series());
    }
    Cutter cutter = new Cutter(set);
    bySubject.forEach(
        (subject, segments) -> {
          if (unseenSubjects.contains(subject)) {
            segments.forEach(series -> cutter.add(cutter.unseen, subject, series));
          } else {
            cutter.cut(subject, segments);
          }
        });
    return new SplitParts(cutter.train, cutter.validation, cutter.seen, cutter.unseen);
  }

  private static int number(PreparedSet set, Split split, String id) {
    int number = SubjectOrder.indexOf(set.subjects(), id);
    if (number < 0) {
      throw new BenchmarkProblem(
          "the split of %s for seed %d names a subject that is not in the data set"
              .formatted(split.dataset(), split.seed()));
    }
    return number;
  }

  /** Sizes of the parts. */
  public PartCounts counts(PreparedSet set) {
    int maxInput = set.parameters().maxInput();
    return new PartCounts(
        set.segments().stream().mapToInt(segment -> segment.series().length()).sum(),
        set.segments().size(),
        points(train),
        points(validation),
        points(seen),
        points(unseen),
        Window.all(seen, maxInput, COUNTED_STRIDE).size(),
        Window.all(unseen, maxInput, COUNTED_STRIDE).size());
  }

  private static int points(List<SubjectSeries> parts) {
    return parts.stream().mapToInt(part -> part.series().length()).sum();
  }

  /** Collects the parts of one set. */
  private static final class Cutter {
    private final int source;
    private final WearerTraits traits;
    private final int segment;
    private final int maxInput;
    private final List<SubjectSeries> train = new ArrayList<>();
    private final List<SubjectSeries> validation = new ArrayList<>();
    private final List<SubjectSeries> seen = new ArrayList<>();
    private final List<SubjectSeries> unseen = new ArrayList<>();
    private final Map<Integer, Wearer> wearers = new HashMap<>();

    private Cutter(PreparedSet set) {
      this.source = set.source();
      this.traits = set.traits();
      this.segment = set.parameters().segment();
      this.maxInput = set.parameters().maxInput();
    }

    private void add(List<SubjectSeries> part, int subject, GlucoseSeries series) {
      part.add(
          new SubjectSeries(
              wearers.computeIfAbsent(subject, number -> new Wearer(source, number, traits)),
              series));
    }

    private void cut(int subject, List<GlucoseSeries> segments) {
      GlucoseSeries last = segments.getLast();
      if (segments.size() == 1) {
        cutOnly(subject, last);
        return;
      }
      GlucoseSeries before = segments.get(segments.size() - 2);
      segments.subList(0, segments.size() - 2).forEach(series -> add(train, subject, series));
      if (last.length() >= maxInput + 3 * segment) {
        add(train, subject, before);
        cutThree(subject, last);
      } else if (last.length() >= maxInput + 2 * segment) {
        add(train, subject, before);
        add(validation, subject, last.slice(0, last.length() - segment));
        add(seen, subject, tail(last));
      } else {
        add(seen, subject, last);
        cutBeforeLast(subject, before);
      }
    }

    private void cutOnly(int subject, GlucoseSeries only) {
      if (only.length() >= maxInput + 3 * segment) {
        cutThree(subject, only);
      } else if (only.length() >= maxInput + 2 * segment) {
        add(train, subject, only.slice(0, only.length() - segment));
        add(seen, subject, tail(only));
      } else {
        add(train, subject, only);
      }
    }

    private void cutBeforeLast(int subject, GlucoseSeries before) {
      if (before.length() >= maxInput + 2 * segment) {
        add(validation, subject, tail(before));
        add(train, subject, before.slice(0, before.length() - segment));
      } else {
        add(train, subject, before);
      }
    }

    private void cutThree(int subject, GlucoseSeries series) {
      int end = series.length();
      add(train, subject, series.slice(0, end - 2 * segment));
      add(validation, subject, series.slice(end - 2 * segment - maxInput, end - segment));
      add(seen, subject, tail(series));
    }

    /** The last segment's worth of points, with what it looks back on. */
    private GlucoseSeries tail(GlucoseSeries series) {
      return series.slice(series.length() - segment - maxInput, series.length());
    }
  }
}
