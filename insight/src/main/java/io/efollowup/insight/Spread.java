package io.efollowup.insight;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** A few numbers, at least one, and what is said of them. */
final class Spread {
  /** Two-sided 95 % points of Student's t distribution for 1 to 30 degrees of freedom. */
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  /** The same for more, on the safe side. */
  private static final double STUDENT_BEYOND = 2.042;

  private final double[] sorted;

  private Spread(double[] sorted) {
    this.sorted = sorted;
  }

  static Spread of(DoubleStream numbers) {
    double[] sorted = numbers.sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("there is no spread of nothing");
    }
    return new Spread(sorted);
  }

  double least() {
    return sorted[0];
  }

  double greatest() {
    return sorted[sorted.length - 1];
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double mean() {
    return Arrays.stream(sorted).average().orElseThrow();
  }

  /** Half the width of the 95 % confidence interval of the mean; needs two numbers. */
  double halfInterval() {
    int n = sorted.length;
    double mean = mean();
    double squares = Arrays.stream(sorted).map(value -> (value - mean) * (value - mean)).sum();
    double student = n - 2 < STUDENT.length ? STUDENT[n - 2] : STUDENT_BEYOND;
    return student * Math.sqrt(squares / (n - 1) / n);
  }
}
