package io.efollowup.bench;

import io.efollowup.bench.hub.ConnectBench;
import io.efollowup.bench.hub.HubBench;
import io.efollowup.bench.hub.WireBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code efollowup bench}: each subcommand prints a small table of medians. */
@Command(
    name = "efollowup bench",
    mixinStandardHelpOptions = true,
    description = "Measures the platform on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      HubBench.class,
      ConnectBench.class,
      WireBench.class,
      StartBench.class,
      ReportBench.class,
      MetricsBench.class,
      ForecastBench.class,
      StorageBench.class,
      WearBench.class,
      VisibleBench.class
    })
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }
}
