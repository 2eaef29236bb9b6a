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
    return print(
        data.administer(
            admin ->
                isDevice(whose)
                    ? admin.deviceConnectionString(whose.device)
                    : admin.policyConnectionString(policy(whose))));
  }

  @Command(
      name = "rotate-key",
      mixinStandardHelpOptions = true,
      description =
          "Makes a new primary key and prints the connection string that holds it. The key before it"
              + " stays good as the secondary one; rotating twice retires it.")
  int rotateKey(@Mixin DataOptions data, @ArgGroup(multiplicity = "1") Whose whose) {
    return print(
        data.administer(
            admin ->
                isDevice(whose)
                    ? admin.rotateDeviceKey(whose.device)
                    : admin.rotatePolicyKey(policy(whose))));
  }

  private static boolean isDevice(Whose whose) {
    return whose != null && !whose.device.isEmpty();
  }

  private static String policy(Whose whose) {
    return whose == null || whose.policy.isEmpty() ? "iothubowner" : whose.policy;
  }

  private int print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
    return 0;
  }
}
