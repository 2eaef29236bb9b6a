package io.efollowup.server.command;

import java.io.PrintWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code efollowup hub}: what clients need to connect. */
@Command(
    name = "hub",
    mixinStandardHelpOptions = true,
    description = "What device and service clients need to connect.")
public final class HubCommand {
  @Spec private CommandSpec spec;

  /** Whose connection string. */
  static final class Whose {
    @Option(
        names = "--policy",
        paramLabel = "NAME",
        description = "A shared access policy, such as iothubowner (the default).")
    private String policy = "";

    @Option(names = "--device", paramLabel = "ID", description = "A device.")
    private String device = "";
  }

  @Command(
      name = "connection-string",
      mixinStandardHelpOptions = true,
      description = "Prints a connection string; it holds a key.")
  int connectionString(@Mixin DataOptions data, @ArgGroup(multiplicity = "0..1") Whose whose) {
    String text =
        data.administer(
            admin -> {
              if (whose != null && !whose.device.isEmpty()) {
                return admin.deviceConnectionString(whose.device);
              }
              return admin.policyConnectionString(whose == null ? "iothubowner" : whose.policy);
            });
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
    return 0;
  }
}
