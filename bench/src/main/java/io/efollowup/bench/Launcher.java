package io.efollowup.bench;

import io.efollowup.testkit.process.ServerProcess;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/** Runs the program the way people do, and finds medians. */
final class Launcher {
  private Launcher() {}

  /** The command a person types. */
  static List<String> efollowup() {
    return List.of(Path.of(System.getProperty("efollowup.root"), "efollowup").toString());
  }

  static ServerProcess serve(Path data) {
    return ServerProcess.start(efollowup(), data, List.of("serve"));
  }

  /** The median of several runs. */
  static double median(int runs, DoubleSupplier measurement) {
    double[] sorted = DoubleStream.generate(measurement).limit(runs).sorted().toArray();
    return sorted[runs / 2];
  }

  static double percentile(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))];
  }

  static long[] sorted(long[] values) {
    long[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }
}
