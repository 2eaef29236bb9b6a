package io.efollowup.server.command;

import io.efollowup.server.Logging;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.config.Settings;
import io.efollowup.server.platform.Platform;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code efollowup serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the platform until it is stopped; says `ready` when all doors listen.")
public final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Override
  public Integer call() throws InterruptedException {
    Configuration configuration = data.configuration();
    Logging.forServer(configuration.get(Settings.LOG_FORMAT));
    Platform platform = Platform.start(data.directory(), configuration, System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    out.println(readyLine(platform));
    out.flush();
    Stopping.waitFor(platform);
    return 0;
  }

  static String readyLine(Platform platform) {
    return "ready portal=%s hub=%s".formatted(platform.portalAddress(), platform.hubAddress());
  }
}
