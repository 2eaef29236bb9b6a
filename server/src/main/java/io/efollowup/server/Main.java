package io.efollowup.server;

import io.efollowup.server.command.DemoCommand;
import io.efollowup.server.command.DeviceCommand;
import io.efollowup.server.command.ForecastCommand;
import io.efollowup.server.command.HubCommand;
import io.efollowup.server.command.MetricsCommand;
import io.efollowup.server.command.PatientCommand;
import io.efollowup.server.command.RecordCommand;
import io.efollowup.server.command.RehearseCommand;
import io.efollowup.server.command.ReplayCommand;
import io.efollowup.server.command.ReportCommand;
import io.efollowup.server.command.ServeCommand;
import io.efollowup.server.command.UserCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Results go to stdout, everything else to stderr. */
@Command(
    name = "efollowup",
    description = "Self-hosted glucose management: decision support, not a medical device.",
    mixinStandardHelpOptions = true,
    version = "efollowup 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    footer = "%nMeasure it on this machine: efollowup bench --help",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      ReplayCommand.class,
      DeviceCommand.class,
      HubCommand.class,
      MetricsCommand.class,
      ReportCommand.class,
      ForecastCommand.class,
      RecordCommand.class,
      PatientCommand.class,
      UserCommand.class,
      RehearseCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command: 0 fine, 1 failed, 2 wrong usage. */
  public static int run(String... arguments) {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setExecutionExceptionHandler(
        (problem, command, result) -> {
          command.getErr().println("efollowup: " + sentence(problem));
          if (System.getProperty("efollowup.trace") != null) {
            problem.printStackTrace(command.getErr());
          }
          return CommandLine.ExitCode.SOFTWARE;
        });
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    return commandLine.execute(arguments);
  }

  private static String sentence(Throwable problem) {
    String message = problem.getMessage();
    return message == null || message.isBlank()
        ? problem.getClass().getSimpleName()
            + " (run with EFOLLOWUP_JAVA_OPTS=-Defollowup.trace to see where)"
        : message;
  }
}
