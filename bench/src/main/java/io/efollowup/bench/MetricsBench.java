package io.efollowup.bench;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.metrics.GlucoseMetrics;
import io.efollowup.glucose.metrics.MetricTable;
import io.efollowup.glucose.metrics.PercentileProfile;
import io.efollowup.server.demo.SimulatedFile;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;

/** All metrics and percentiles of one 14-day trace, warm, by JMH. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = "All metrics and percentiles of a 14-day trace (JMH).")
public final class MetricsBench implements Callable<Integer> {
  @Override
  public Integer call() throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(MetricsBench.class.getSimpleName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .build())
        .run();
    return 0;
  }

  /** The measured code. */
  @State(Scope.Benchmark)
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public static class Metrics {
    /**
     * Which profile of the simulated clinic: the first reads every 3 minutes, the fourth every one.
     */
    @Param({"0", "3"})
    private int subject;

    private GlucoseTrace trace;

    @Setup
    public void simulate() {
      trace = SimulatedFile.readings(4, 14, CsvFiles.END).get(subject).trace();
    }

    @Benchmark
    public MetricTable metrics() {
      return GlucoseMetrics.of(trace, ZoneOffset.UTC);
    }

    @Benchmark
    public PercentileProfile percentiles() {
      return PercentileProfile.of(trace, ZoneOffset.UTC);
    }
  }
}
