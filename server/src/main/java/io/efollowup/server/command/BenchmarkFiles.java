package io.efollowup.server.command;

import io.efollowup.forecast.benchmark.BenchmarkCsv;
import io.efollowup.forecast.benchmark.BenchmarkProblem;
import io.efollowup.forecast.benchmark.DataSetParameters;
import io.efollowup.forecast.benchmark.Evaluation;
import io.efollowup.forecast.benchmark.PartCounts;
import io.efollowup.forecast.benchmark.Preparation;
import io.efollowup.forecast.benchmark.PreparedSet;
import io.efollowup.forecast.benchmark.RawReading;
import io.efollowup.forecast.benchmark.Split;
import io.efollowup.forecast.benchmark.TimedSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The files of a benchmark, read.
 *
 * @param sets those sets of the suite that are needed, in its order
 */
record BenchmarkFiles(List<PreparedSet> sets, List<Split> splits) {

  /**
   * Reads the suite, its data sets beside it, and the splits; says on {@code err} what it does.
   *
   * @param needed which sets are read, by name
   */
  static BenchmarkFiles read(String suite, String splits, Predicate<String> needed, PrintWriter err)
      throws IOException {
    List<PreparedSet> sets = sets(suite, needed, err, (set, readings) -> set);
    try (Reader reader = FileOptions.open(splits)) {
      return new BenchmarkFiles(sets, BenchmarkCsv.splits(reader, splits));
    }
  }

  /** Reads the suite and its data sets, to be split by time. */
  static List<TimedSet> readTimed(String suite, Predicate<String> needed, PrintWriter err)
      throws IOException {
    return sets(suite, needed, err, TimedSet::of);
  }

  private static <T> List<T> sets(
      String suite,
      Predicate<String> needed,
      PrintWriter err,
      BiFunction<PreparedSet, List<RawReading>, T> then)
      throws IOException {
    List<DataSetParameters> all = suite(suite);
    List<T> sets = new ArrayList<>();
    for (int source = 0; source < all.size(); source++) {
      DataSetParameters parameters = all.get(source);
      if (needed.test(parameters.name())) {
        List<RawReading> readings = readings(suite, parameters);
        PreparedSet set = Preparation.of(parameters, source, readings);
        tell(set, err);
        sets.add(then.apply(set, readings));
      }
    }
    return List.copyOf(sets);
  }

  private static void tell(PreparedSet set, PrintWriter err) {
    String name = set.parameters().name();
    err.println(
        "efollowup: %s: %d subjects, %d segments"
            .formatted(name, set.subjects().size(), set.segments().size()));
    if (set.repeated() > 0) {
      err.println(
          "efollowup: %s: %d reading(s) share their minute with one before; left out"
              .formatted(name, set.repeated()));
    }
  }

  private static List<DataSetParameters> suite(String suite) throws IOException {
    try (Reader reader = FileOptions.open(suite)) {
      return BenchmarkCsv.suite(reader, suite);
    }
  }

  private static List<RawReading> readings(String suite, DataSetParameters parameters)
      throws IOException {
    String file = Path.of(suite).resolveSibling(parameters.file()).toString();
    try (Reader reader = FileOptions.open(file)) {
      return BenchmarkCsv.readings(reader, file, parameters);
    }
  }

  /** The splits of a seed by data set. */
  private Map<String, Split> splitsOf(int seed) {
    Map<String, Split> of = new HashMap<>();
    for (Split split : splits) {
      if (split.seed() == seed && of.put(split.dataset(), split) != null) {
        throw new BenchmarkProblem(
            "the splits have seed %d of %s twice; leave one".formatted(seed, split.dataset()));
      }
    }
    return of;
  }

  /** The sets split by each seed; says on {@code err} where a split is not as the file states. */
  Map<Integer, Evaluation> evaluations(Seeds seeds, int stride, PrintWriter err) {
    Map<Integer, Evaluation> evaluations = new HashMap<>();
    for (int seed : seeds.numbers()) {
      Evaluation evaluation = new Evaluation(sets, splitsOf(seed), seed, stride);
      tellDifferences(seed, evaluation, err);
      evaluations.put(seed, evaluation);
    }
    return evaluations;
  }

  /** Says on {@code err} where the parts are not of the sizes that the splits file states. */
  private void tellDifferences(int seed, Evaluation evaluation, PrintWriter err) {
    Map<String, Split> of = splitsOf(seed);
    for (PreparedSet set : sets) {
      PartCounts counts = evaluation.parts(set).counts(set);
      of.get(set.parameters().name())
          .expected()
          .filter(expected -> !expected.equals(counts))
          .ifPresent(
              expected ->
                  err.println(
                      "efollowup: %s, seed %d: the parts differ from the splits file: %s, there %s"
                          .formatted(set.parameters().name(), seed, counts, expected)));
    }
  }
}
