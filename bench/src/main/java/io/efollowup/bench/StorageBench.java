package io.efollowup.bench;

import io.efollowup.server.data.TemporaryDirectory;
import io.efollowup.testkit.process.CommandRun;
import io.efollowup.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Bytes on disk per reading once the server has stopped: record and patients' keys, no journal. */
@Command(
    name = "storage",
    mixinStandardHelpOptions = true,
    description = "Bytes on disk per reading, journal left out.")
final class StorageBench implements Callable<Integer> {
  @Option(names = "--patients", defaultValue = "50")
  private int patients;

  @Option(names = "--days", defaultValue = "14")
  private int days;

  @Override
  public Integer call() {
    try (TemporaryDirectory temporary = TemporaryDirectory.create()) {
      Path directory = temporary.path();
      Path data = directory.resolve("data");
      Path file = directory.resolve("readings.csv");
      long readings = CsvFiles.write(file, patients, days);
      double seconds;
      try (ServerProcess server = Launcher.serve(data)) {
        long empty = size(data.resolve("record"));
        long begin = System.nanoTime();
        replay(file, server.data());
        seconds = (System.nanoTime() - begin) / 1e9;
        System.out.println("empty record, bytes: " + empty);
      }
      long bytes = size(data.resolve("record")) + size(data.resolve("keys/patients.db"));
      System.out.println("readings,bytes,bytes_per_reading,replay_readings_per_second");
      System.out.printf(
          "%d,%d,%.1f,%.0f%n", readings, bytes, (double) bytes / readings, readings / seconds);
      return 0;
    }
  }

  private static void replay(Path file, Path data) {
    List<String> command = new ArrayList<>(Launcher.efollowup());
    command.addAll(List.of("replay", file.toString(), "--unit", "mmol", "--data", data.toString()));
    CommandRun run = CommandRun.of(command, "");
    if (run.exit() != 0) {
      throw new IllegalStateException(run.err());
    }
  }

  private static long size(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
