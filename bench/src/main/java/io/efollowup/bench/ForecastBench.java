package io.efollowup.bench;

import io.efollowup.forecast.Outlook;
import io.efollowup.forecast.Prognosis;
import io.efollowup.forecast.RecentGlucose;
import io.efollowup.forecast.WearerProfile;
import io.efollowup.forecast.outlook.DefaultModel;
import io.efollowup.forecast.outlook.OutlookModel;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.server.demo.SimulatedFile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** One prediction with intervals and risks, warm, by JMH; then those of many patients. */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    description = {
      "One prediction with intervals and risks from half a day of readings (JMH), then the time that"
          + " those of many patients take on all cores."
    })
public final class ForecastBench implements Callable<Integer> {
  private static final int PEOPLE = 8;

  @Option(
      names = "--patients",
      defaultValue = "10000",
      description = "How many patients (default: ${DEFAULT-VALUE}).")
  private int patients;

  @Option(names = "--runs", defaultValue = "7", description = "Of all patients (default: 7).")
  private int runs;

  @Option(names = "--quick", description = "Leave JMH out.")
  private boolean quick;

  @Override
  public Integer call() throws RunnerException {
    if (!quick) {
      Launcher.measureWarm(ForecastBench.class);
    }
    many();
    return 0;
  }

  private void many() {
    OutlookModel model = DefaultModel.read();
    List<RecentGlucose> all = new ArrayList<>(patients);
    for (int i = 0; i < patients; i++) {
      all.add(recent(i % PEOPLE, Duration.ofMinutes(15L * (i / PEOPLE % 200))));
    }
    System.out.println("patients,given,median_ms");
    long given = forecast(model, all);
    double millis =
        Launcher.median(
            runs,
            () -> {
              long begin = System.nanoTime();
              forecast(model, all);
              return (System.nanoTime() - begin) / 1e6;
            });
    System.out.printf("%d,%d,%.0f%n", patients, given, millis);
  }

  private static long forecast(OutlookModel model, List<RecentGlucose> all) {
    return IntStream.range(0, all.size())
        .parallel()
        .filter(i -> model.outlook(all.get(i)) instanceof Prognosis)
        .count();
  }

  /** Half a day of a simulated person, which ends so long before the end of the simulation. */
  private static RecentGlucose recent(int person, Duration before) {
    Instant at = CsvFiles.END.minus(before);
    return new RecentGlucose(
        Simulated.TRACES.get(person).between(at.minus(Duration.ofHours(13)), at.plusSeconds(1)),
        at.atOffset(ZoneOffset.UTC),
        WearerProfile.UNKNOWN);
  }

  /** Simulated people, made when first needed. */
  private static final class Simulated {
    static final List<GlucoseTrace> TRACES =
        SimulatedFile.readings(PEOPLE, 4, CsvFiles.END).stream()
            .map(subject -> subject.trace())
            .toList();
  }

  /** The measured code. */
  @State(Scope.Benchmark)
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public static class Prediction {
    /**
     * Which profile of the simulated clinic: the first reads every 3 minutes, the fourth every one.
     */
    @Param({"0", "3"})
    private int subject;

    private OutlookModel model;
    private RecentGlucose recent;

    @Setup
    public void prepare() {
      model = DefaultModel.read();
      recent = recent(subject, Duration.ZERO);
      if (!(model.outlook(recent) instanceof Prognosis)) {
        throw new IllegalStateException("too little to go on");
      }
    }

    @Benchmark
    public Outlook prediction() {
      return model.outlook(recent);
    }
  }
}
