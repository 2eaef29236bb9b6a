package io.efollowup.bench;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Targets;
import io.efollowup.server.admin.PatientReports;
import io.efollowup.server.data.TemporaryDirectory;
import io.efollowup.server.demo.SimulatedFile;
import io.efollowup.testkit.process.CommandRun;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The seven-day report: the whole command, and one more in a warm process. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Time of a seven-day report: the command, and warm.")
final class ReportBench implements Callable<Integer> {
  @Option(names = "--runs", defaultValue = "7")
  private int runs;

  @Override
  public Integer call() {
    try (TemporaryDirectory temporary = TemporaryDirectory.create()) {
      Path directory = temporary.path();
      Path file = directory.resolve("wear.csv");
      CsvFiles.write(file, 1, 7);
      System.out.println("language,command_median_ms,warm_median_ms");
      for (String language : List.of("en", "zh")) {
        double command =
            Launcher.median(runs, () -> command(file, directory.resolve("r.pdf"), language));
        for (int i = 0; i < 30; i++) {
          warm(language);
        }
        double warm = Launcher.median(31, () -> warm(language));
        System.out.printf("%s,%.0f,%.1f%n", language, command, warm);
      }
      return 0;
    }
  }

  private static double command(Path file, Path pdf, String language) {
    List<String> command = new ArrayList<>(Launcher.efollowup());
    command.addAll(
        List.of(
            "report",
            file.toString(),
            "--file-unit",
            "mmol",
            "--lang",
            language,
            "--out",
            pdf.toString()));
    long begin = System.nanoTime();
    CommandRun run = CommandRun.of(command, "");
    if (run.exit() != 0) {
      throw new IllegalStateException(run.err());
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  private static double warm(String language) {
    GlucoseTrace trace = SimulatedFile.readings(1, 7, CsvFiles.END).getFirst().trace();
    long begin = System.nanoTime();
    PatientReports.pdf(
        new PatientReports.Subject("P-7K3FQ2", trace, List.of()),
        ZoneOffset.UTC,
        Targets.ADULT,
        SevenDayAnalysis.lastDaysOf(trace, ZoneOffset.UTC, 7).orElseThrow(),
        PatientReports.options(language, GlucoseUnit.MMOL_L, "a4", "P-7K3FQ2", CsvFiles.END));
    return (System.nanoTime() - begin) / 1e6;
  }
}
