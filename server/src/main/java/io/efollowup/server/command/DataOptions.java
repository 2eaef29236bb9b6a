package io.efollowup.server.command;

import io.efollowup.server.admin.Administration;
import io.efollowup.server.admin.AdministrationProblem;
import io.efollowup.server.admin.LocalAdministration;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.control.ControlClient;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.platform.Parts;
import io.efollowup.server.platform.Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Which installation a command is about, and how it is configured. */
final class DataOptions {
  private static final int ATTEMPTS = 100;
  private static final long PAUSE_MILLIS = 100;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory (default: EFOLLOWUP_DATA, else ~/.efollowup).")
  private Optional<Path> data;

  @Option(names = "--config", paramLabel = "FILE", description = "File of key = value lines.")
  private Optional<Path> config;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "Overrides one setting; may be given several times.")
  private List<String> overrides = List.of();

  DataDirectory directory() {
    return DataDirectory.choose(data, System.getenv());
  }

  Configuration configuration() {
    return Configuration.read(config, System.getenv(), overrides);
  }

  /**
   * Runs an operation: through the server of the data directory when one runs, else on the stores
   * themselves.
   */
  <T> T administer(Function<Administration, T> operation) {
    DataDirectory directory = directory().prepare();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<DataDirectory.Lock> lock = directory.tryLock();
      if (lock.isPresent()) {
        Configuration configuration = configuration();
        try (Stores stores = Stores.open(directory, lock.get(), configuration, System.getenv())) {
          return operation.apply(new LocalAdministration(Parts.of(stores, configuration)));
        }
      }
      Optional<Administration> running = ControlClient.connect(directory.control());
      if (running.isPresent()) {
        return operation.apply(running.get());
      }
      pause();
    }
    throw new AdministrationProblem(
        "another process holds the data directory %s but does not answer; is it still starting?"
            .formatted(directory.root()));
  }

  /** The administration of the running server. */
  Administration running() {
    return ControlClient.connect(directory().control())
        .orElseThrow(
            () ->
                new AdministrationProblem(
                    "no server runs on the data directory %s; start one: efollowup serve --data %s"
                        .formatted(directory().root(), directory().root())));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdministrationProblem("interrupted while waiting for the data directory", e);
    }
  }
}
