package io.efollowup.server.command;

import io.efollowup.glucose.metrics.GlucoseMetrics;
import io.efollowup.server.csv.MealsCsv;
import io.efollowup.server.csv.ReadingsCsv;
import io.efollowup.server.csv.SubjectReadings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code efollowup metrics}: the figures of each subject of one or more files. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the metrics of each subject of CSV files of readings (id,time,gl).",
      "A subject's readings in several files are taken together. docs/metrics.md explains each"
          + " metric; one that the readings do not allow is not printed, and stderr (or"
          + " \"unavailable\" in JSON) says why."
    })
public final class MetricsCommand implements Callable<Integer> {
  /** How the figures are printed. */
  enum Format {
    table,
    csv,
    json
  }

  /** What else is printed instead of the metrics. */
  static final class Instead {
    @Option(names = "--agp", description = "Print percentiles by time of day instead, as CSV.")
    private boolean agp;

    @Option(
        names = "--meals",
        paramLabel = "FILE",
        description =
            "Print how glucose answered these meals instead (CSV of id,meal,mealtime): rise above"
                + " the hour before, minutes to the peak, share of the rise lost one hour later.")
    private Optional<String> meals = Optional.empty();
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "CSV of readings; - for standard input.")
  private List<String> files;

  @Mixin private FileOptions options;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @ArgGroup(exclusive = true)
  private Instead instead = new Instead();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = new PrintWriter(new BufferedWriter(spec.commandLine().getOut()));
    PrintWriter err = spec.commandLine().getErr();
    ReadingsCsv readings = options.read(files, err);
    FileOptions.tellZone(readings, options.zone, err);
    if (instead.agp) {
      new ProfileOutput(out, err).print(forEach(readings, this::profile));
    } else if (instead.meals.isPresent()) {
      new MealsOutput(readings, options.zone, out, err)
          .print(meals(instead.meals.get()), format == Format.json);
    } else {
      new MetricsOutput(out, err).print(forEach(readings, this::metrics), format);
    }
    out.flush();
    return 0;
  }

  private ProfileOutput.Subject profile(SubjectReadings subject) {
    return ProfileOutput.Subject.of(subject.id(), subject.trace(), options.zone);
  }

  private MetricsOutput.Subject metrics(SubjectReadings subject) {
    return new MetricsOutput.Subject(
        subject.id(), GlucoseMetrics.of(subject.trace(), options.zone));
  }

  private List<MealsCsv.Meal> meals(String file) throws IOException {
    try (Reader reader = FileOptions.open(file)) {
      return MealsCsv.read(reader, FileOptions.name(file), options.zone);
    }
  }

  /** Subjects side by side on all cores, results in the order of the files. */
  private static <T> List<T> forEach(ReadingsCsv readings, Function<SubjectReadings, T> of) {
    try (Progress progress = Progress.of("metrics", readings.subjects().size())) {
      return readings.subjects().parallelStream()
          .map(
              subject -> {
                T result = of.apply(subject);
                progress.add(1);
                return result;
              })
          .toList();
    }
  }
}
