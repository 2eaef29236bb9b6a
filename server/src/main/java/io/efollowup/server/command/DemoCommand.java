package io.efollowup.server.command;

import io.efollowup.record.OrganisationId;
import io.efollowup.server.Logging;
import io.efollowup.server.admin.Administration;
import io.efollowup.server.admin.Administration.AccountRequest;
import io.efollowup.server.admin.AdministrationProblem;
import io.efollowup.server.admin.NewPassword;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.config.Settings;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.demo.Cohort;
import io.efollowup.server.device.HubAddress;
import io.efollowup.server.platform.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code efollowup demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Runs the platform with simulated patients streaming into it, and says where to sign in.")
public final class DemoCommand implements Callable<Integer> {
  private static final String ACCOUNT = "doctor";
  private static final String MARK = "simulated";

  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Option(
      names = "--patients",
      defaultValue = "12",
      description = "How many patients are simulated, 1 to 500 (default: ${DEFAULT-VALUE}).")
  private int patients;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "Decides all chances (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--language", defaultValue = "en", description = "zh or en (default: en).")
  private String language;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (patients < 1 || patients > 500) {
      throw new AdministrationProblem("--patients is 1 to 500");
    }
    Configuration configuration = data.configuration();
    Logging.forServer(configuration.get(Settings.LOG_FORMAT));
    DataDirectory directory = data.directory();
    boolean fresh = !directory.exists();
    Platform platform = Platform.start(directory, configuration, System.getenv());
    try {
      markAsSimulated(directory, platform, fresh);
      String password = account(platform.administration());
      PrintWriter out = spec.commandLine().getOut();
      out.println(ServeCommand.readyLine(platform));
      out.println("sign-in %s %s %s".formatted(platform.portalAddress(), ACCOUNT, password));
      out.flush();
      String certificate = configuration.get(Settings.TLS_CERTIFICATE);
      HubAddress hub =
          HubAddress.of(
              directory,
              certificate.isEmpty() ? Optional.empty() : Optional.of(Path.of(certificate)));
      Cohort cohort = new Cohort(platform, hub, patients, seed, InstantSource.system());
      Stopping.waitFor(
          () -> {
            cohort.close();
            platform.close();
          });
      return 0;
    } catch (RuntimeException | IOException e) {
      platform.close();
      throw e;
    }
  }

  /** Simulated patients never mix with real ones. */
  private static void markAsSimulated(DataDirectory directory, Platform platform, boolean fresh)
      throws IOException {
    Path mark = directory.root().resolve(MARK);
    if (!fresh
        && !Files.exists(mark)
        && !platform.stores().record().in(OrganisationId.DEFAULT).patients().isEmpty()) {
      throw new AdministrationProblem(
          "the data directory %s holds patients that are not simulated; give the demo another with --data"
              .formatted(directory.root()));
    }
    if (!Files.exists(mark)) {
      Files.createFile(mark);
    }
  }

  /** An account whose password is new at each start, since it is shown. */
  private String account(Administration administration) {
    String password = NewPassword.random();
    try {
      administration.setPassword(ACCOUNT, password);
    } catch (AdministrationProblem e) {
      administration.createAccount(new AccountRequest(ACCOUNT, "doctor", password, "", language));
    }
    return password;
  }
}
