package io.efollowup.forecast.outlook;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Sums by figure and person. A figure's interval comes of drawing people again with replacement, so
 * that a person's many forecasts do not count as many people.
 */
final class Tallies {
  private static final int RESAMPLES = 1000;
  private static final double TAIL = 0.025;

  private final Map<Key, Map<String, double[]>> sums = new LinkedHashMap<>();

  /** What a figure is of. */
  record Key(
      String dataset,
      String condition,
      String stratum,
      String measure,
      String level,
      String minutes) {}

  void add(Key key, String person, double sum, double count) {
    double[] of =
        sums.computeIfAbsent(key, k -> new LinkedHashMap<>())
            .computeIfAbsent(person, p -> new double[3]);
    of[0] += sum;
    of[1] += count;
    of[2]++;
  }

  /** All figures, in the order their first cases came. */
  List<Measure> measures(long seed) {
    return sums.entrySet().stream()
        .map(one -> measure(one.getKey(), one.getValue(), seed))
        .toList();
  }

  private static Measure measure(Key key, Map<String, double[]> byPerson, long seed) {
    double[][] people = byPerson.values().toArray(double[][]::new);
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      double sum = 0;
      double count = 0;
      for (int i = 0; i < people.length; i++) {
        double[] one = people[random.nextInt(people.length)];
        sum += one[0];
        count += one[1];
      }
      drawn[resample] = shown(key, sum, count);
    }
    Arrays.sort(drawn);
    double sum = Arrays.stream(people).mapToDouble(one -> one[0]).sum();
    double count = Arrays.stream(people).mapToDouble(one -> one[1]).sum();
    int cases = (int) Arrays.stream(people).mapToDouble(one -> one[2]).sum();
    int tail = (int) (TAIL * RESAMPLES);
    return new Measure(
        key.dataset(),
        key.condition(),
        key.stratum(),
        key.measure(),
        key.level(),
        key.minutes(),
        shown(key, sum, count),
        drawn[tail],
        drawn[RESAMPLES - 1 - tail],
        cases,
        people.length);
  }

  private static double shown(Key key, double sum, double count) {
    double mean = sum / count;
    return key.measure().equals("rmse") ? Math.sqrt(mean) : mean;
  }
}
