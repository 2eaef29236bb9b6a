package io.efollowup.bench;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.metrics.GlucoseMetrics;
import io.efollowup.glucose.metrics.MetricTable;
import io.efollowup.glucose.metrics.PercentileProfile;
import io.efollowup.server.data.TemporaryDirectory;
import io.efollowup.server.demo.SimulatedFile;
import io.efollowup.testkit.process.CommandRun;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All metrics and percentiles of one 14-day trace, warm, by JMH; the command on a large file. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = {
      "All metrics and percentiles of a 14-day trace (JMH).",
      "With a FILE or --people: the metrics command on it, start-up included, instead."
    })
public final class MetricsBench implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "FILE", description = "CSV of readings in mg/dL.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--people", description = "Simulate this many people for four days each.")
  private int people;

  @Option(names = "--runs", defaultValue = "7")
  private int runs;

  @Override
  public Integer call() throws RunnerException {
    if (file.isPresent()) {
      command(file.get(), "mgdl");
    } else if (people > 0) {
      try (TemporaryDirectory temporary = TemporaryDirectory.create()) {
        Path simulated = temporary.path().resolve("readings.csv");
        CsvFiles.write(simulated, people, 4);
        command(simulated, "mmol");
      }
    } else {
      Launcher.measureWarm(MetricsBench.class);
    }
    return 0;
  }

  private void command(Path readings, String unit) {
    List<String> command = new ArrayList<>(Launcher.efollowup());
    command.addAll(List.of("metrics", readings.toString(), "--unit", unit, "--format", "csv"));
    System.out.println("metrics_command_median_ms");
    System.out.printf("%.0f%n", Launcher.median(runs, () -> millis(command)));
  }

  private static double millis(List<String> command) {
    long begin = System.nanoTime();
    CommandRun run = CommandRun.of(command, "");
    if (run.exit() != 0) {
      throw new IllegalStateException(run.err());
    }
    return (System.nanoTime() - begin) / 1e6;
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
