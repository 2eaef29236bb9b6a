package io.efollowup.bench;

import io.efollowup.testkit.process.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

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

  /** Measures the JMH methods within a class, warmed up, in a JVM of their own. */
  static void measureWarm(Class<?> benchmark) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(benchmark.getSimpleName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .build())
        .run();
  }
}
