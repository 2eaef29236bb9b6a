package io.efollowup.bench;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.server.control.ControlClient;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.data.TemporaryDirectory;
import io.efollowup.server.device.DeviceClient;
import io.efollowup.server.device.HubAddress;
import io.efollowup.telemetry.TelemetryMessage;
import io.efollowup.testkit.process.CommandRun;
import io.efollowup.testkit.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How long after its acknowledgement a reading is on an open page: until the page is told of it,
 * and until what the page then asks for (its side and its curve) has arrived. What a browser takes
 * to draw comes on top.
 */
@Command(
    name = "visible",
    mixinStandardHelpOptions = true,
    description = "From the acknowledgement of a reading to an open page that has it.")
final class VisibleBench implements Callable<Integer> {
  private static final String DEVICE = "bench-visible";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;

  @Option(names = "--readings", defaultValue = "200", description = "How many (${DEFAULT-VALUE}).")
  private int readings;

  @Option(
      names = "--warm-up",
      defaultValue = "50",
      description = "Readings before those that count (${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--every",
      defaultValue = "250",
      description = "Milliseconds from one to the next (${DEFAULT-VALUE}).")
  private int every;

  private final List<Double> told = new ArrayList<>();
  private final List<Double> shown = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    if (readings < 1) {
      throw new ParameterException(spec.commandLine(), "--readings is at least 1");
    }
    try (TemporaryDirectory data = TemporaryDirectory.create();
        ServerProcess server = Launcher.serve(data.path())) {
      DataDirectory directory = DataDirectory.choose(Optional.of(data.path()), Map.of());
      String connection =
          ControlClient.connect(directory.control()).orElseThrow().createDevice(DEVICE, "P-BENCH1");
      HubAddress hub = HubAddress.of(directory, Optional.empty());
      var phone =
          new DeviceClient(hub.http(), hub.https(), connection, InstantSource.system(), PATIENCE);
      // Seconds apart, as no sensor measures, so that each is a reading of its own; the last is
      // now.
      Instant first =
          Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(warmUp + readings + 1L);
      phone.send(reading(first));
      try (OpenPage page = OpenPage.open(server.portal(), hub.http(), password(data))) {
        for (int i = 1; i <= warmUp + readings; i++) {
          once(phone, page, first.plusSeconds(i), i > warmUp);
          TimeUnit.MILLISECONDS.sleep(every);
        }
      }
    }
    System.out.println("what,p50_ms,p99_ms,max_ms");
    print("told", told);
    print("shown", shown);
    return 0;
  }

  private static String password(TemporaryDirectory data) {
    List<String> command = new ArrayList<>(Launcher.efollowup());
    command.addAll(List.of("user", "create", OpenPage.USER, "--role", "doctor"));
    command.addAll(List.of("--data", data.path().toString()));
    CommandRun run = CommandRun.of(command, "");
    if (run.exit() != 0) {
      throw new IllegalStateException(run.err());
    }
    return run.out().strip();
  }

  private void once(DeviceClient phone, OpenPage page, Instant at, boolean counts)
      throws IOException, InterruptedException {
    phone.send(reading(at));
    long acknowledged = System.nanoTime();
    long changed = page.awaitChange(PATIENCE);
    while (!page.reload().equals(at)) { // told of an earlier reading
      changed = page.awaitChange(PATIENCE);
    }
    // The page may be told a moment before the acknowledgement has come back.
    changed = Math.max(acknowledged, changed);
    if (counts) {
      told.add((changed - acknowledged) / 1e6);
      shown.add((System.nanoTime() - acknowledged) / 1e6);
    }
  }

  private static TelemetryMessage reading(Instant at) {
    var value = new GlucoseValue.Measured(Glucose.mmol(5 + at.getEpochSecond() % 40 / 10.0));
    return new TelemetryMessage(
        "bench-visible-session",
        List.of(new GlucoseReading(at, ZoneOffset.UTC, value, OptionalDouble.empty())),
        List.of());
  }

  private static void print(String what, List<Double> millis) {
    Collections.sort(millis);
    int p99 = Math.min(millis.size() - 1, (int) Math.ceil(millis.size() * 0.99) - 1);
    System.out.printf(
        "%s,%.1f,%.1f,%.1f%n",
        what, millis.get(millis.size() / 2), millis.get(p99), millis.getLast());
  }
}
