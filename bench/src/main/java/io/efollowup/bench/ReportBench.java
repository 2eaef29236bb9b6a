package io.efollowup.bench;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.insight.DayRange;
import io.efollowup.insight.Targets;
import io.efollowup.report.ReportOptions;
import io.efollowup.server.admin.LongReports;
import io.efollowup.server.admin.PatientReports;
import io.efollowup.server.admin.ReportFormat;
import io.efollowup.server.admin.ReportKind;
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

/** Each report: the whole command, and one more in a warm process. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Time of each kind of report: the command, and warm.")
final class ReportBench implements Callable<Integer> {
  private static final int WARM_UP = 30;
  private static final int PEOPLE = 100;

  @Option(names = "--runs", defaultValue = "7")
  private int runs;

  @Override
  public Integer call() {
    try (TemporaryDirectory temporary = TemporaryDirectory.create()) {
      System.out.println("kind,language,command_median_ms,warm_median_ms");
      for (ReportKind kind : ReportKind.values()) {
        Path file = temporary.path().resolve(kind.code() + ".csv");
        CsvFiles.write(file, 1, kind.days());
        for (String language : List.of("en", "zh")) {
          measure(kind, language, file, temporary.path().resolve("r.pdf"));
        }
      }
      many(temporary.path());
      return 0;
    }
  }

  /** One command for a hundred people. */
  private static void many(Path directory) {
    Path file = directory.resolve("many.csv");
    CsvFiles.write(file, PEOPLE, ReportKind.SEVEN_DAY.days());
    double all = command(ReportKind.SEVEN_DAY, file, directory.resolve("many"), "zh");
    System.out.printf("seven-day of %d people,zh,%.0f,%n", PEOPLE, all);
  }

  private void measure(ReportKind kind, String language, Path file, Path pdf) {
    double command = Launcher.median(runs, () -> command(kind, file, pdf, language));
    GlucoseTrace trace = SimulatedFile.readings(1, kind.days(), CsvFiles.END).getFirst().trace();
    for (int i = 0; i < WARM_UP; i++) {
      warm(kind, trace, language);
    }
    double warm = Launcher.median(31, () -> warm(kind, trace, language));
    System.out.printf("%s,%s,%.0f,%.1f%n", kind.code(), language, command, warm);
  }

  private static double command(ReportKind kind, Path file, Path out, String language) {
    String target = out + (out.toString().endsWith(".pdf") ? "" : "/");
    List<String> command = new ArrayList<>(Launcher.efollowup());
    command.addAll(
        List.of(
            "report",
            file.toString(),
            "--kind",
            kind.code(),
            "--file-unit",
            "mmol",
            "--lang",
            language,
            "--out",
            target));
    long begin = System.nanoTime();
    CommandRun run = CommandRun.of(command, "");
    if (run.exit() != 0) {
      throw new IllegalStateException(run.err());
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  private static double warm(ReportKind kind, GlucoseTrace trace, String language) {
    long begin = System.nanoTime();
    LongReports.Programme none = LongReports.Programme.NONE;
    DayRange days = LongReports.lastDays(kind, trace, ZoneOffset.UTC, none).orElseThrow();
    ReportOptions options =
        PatientReports.options(language, GlucoseUnit.MMOL_L, "a4", "P-7K3FQ2", CsvFiles.END);
    if (kind == ReportKind.SEVEN_DAY) {
      PatientReports.document(
          PatientReports.analysis(
              new PatientReports.Subject("P-7K3FQ2", trace, List.of()),
              ZoneOffset.UTC,
              Targets.ADULT,
              days),
          options,
          ReportFormat.PDF);
    } else {
      LongReports.document(
          kind,
          new LongReports.Input(trace, ZoneOffset.UTC, Targets.ADULT, days, none),
          options,
          ReportFormat.PDF);
    }
    return (System.nanoTime() - begin) / 1e6;
  }
}
