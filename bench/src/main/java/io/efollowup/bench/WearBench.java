package io.efollowup.bench;

import io.efollowup.server.data.TemporaryDirectory;
import io.efollowup.testkit.process.CommandRun;
import io.efollowup.testkit.process.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A 7-day wear of 3,360 readings from file, through the hub, to a finished PDF of the stored
 * patient.
 */
@Command(
    name = "wear",
    mixinStandardHelpOptions = true,
    description = "A 7-day wear from file, through the running hub, to a finished PDF.")
final class WearBench implements Callable<Integer> {
  @Option(names = "--runs", defaultValue = "5")
  private int runs;

  @Override
  public Integer call() {
    try (TemporaryDirectory temporary = TemporaryDirectory.create()) {
      Path directory = temporary.path();
      Path file = directory.resolve("wear.csv");
      CsvFiles.write(file, 1, 7);
      double millis =
          Launcher.median(
              runs,
              () -> {
                try (TemporaryDirectory data = TemporaryDirectory.create();
                    ServerProcess server = Launcher.serve(data.path())) {
                  return once(file, server.data(), directory.resolve("wear.pdf"));
                }
              });
      System.out.println("file_to_pdf_median_ms");
      System.out.printf("%.0f%n", millis);
      return 0;
    }
  }

  private static double once(Path file, Path data, Path pdf) {
    long begin = System.nanoTime();
    String patient =
        run("replay", file.toString(), "--unit", "mmol", "--data", data.toString())
            .out()
            .lines()
            .skip(1)
            .findFirst()
            .orElseThrow()
            .split(",")[2];
    run("report", "--patient", patient, "--out", pdf.toString(), "--data", data.toString());
    return (System.nanoTime() - begin) / 1e6;
  }

  private static CommandRun run(String... words) {
    List<String> command = new ArrayList<>(Launcher.efollowup());
    command.addAll(List.of(words));
    CommandRun run = CommandRun.of(command, "");
    if (run.exit() != 0) {
      throw new IllegalStateException(run.err());
    }
    return run;
  }
}
