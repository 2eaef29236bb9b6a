package io.efollowup.server.command;

import io.efollowup.forecast.outlook.ModelCard.Settings;
import io.efollowup.forecast.outlook.ModelCards;
import io.efollowup.forecast.outlook.OutlookModel;
import io.efollowup.forecast.outlook.OutlookTraining;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code efollowup forecast train}: makes a model file from data sets. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a forecast model on data sets and writes it as one file with its card.",
      "Three fifths of each set's people are trained on, one fifth calibrates intervals and risks,"
          + " one fifth is only measured on. The same data, options and program give the same file."
    })
public final class ForecastTrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      arity = "1..*",
      paramLabel = "SUITE.csv",
      description =
          "The data sets (dataset,file and optional sensor,cadence,rounding,diabetes,person_until,"
              + "licence,attribution); their files (id,time,gl in mg/dL) are relative to it.")
  private List<String> data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The model file to write.")
  private Path out;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of everything drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Units of each hidden layer of the net (default: 96); fewer train faster.")
  private int hidden = Settings.USUAL.hidden();

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "Cases drawn at each reading, each with other gaps and cadence (default: 2).")
  private int draws = Settings.USUAL.draws();

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    ModelFiles.checkWritable(out);
    Settings settings = settings();
    TrainingFiles files = TrainingFiles.read(data, err);
    OutlookTraining.Trained trained;
    try (TrainingProgress progress = new TrainingProgress("forecast train", err)) {
      trained = OutlookTraining.train(files.subjects(), settings, seed, progress);
    }
    err.println("efollowup: measuring on %d people held back".formatted(people(trained)));
    List<ModelCards.Notice> notices =
        files.entries().stream()
            .map(
                entry ->
                    new ModelCards.Notice(entry.dataset(), entry.licence(), entry.attribution()))
            .toList();
    OutlookModel model =
        ModelCards.carded(
            trained, notices, spec.root().commandLine().getCommandSpec().version()[0]);
    ModelFiles.write(model, out);
    err.println("efollowup: wrote %s, %d bytes".formatted(out, Files.size(out)));
    return 0;
  }

  private static long people(OutlookTraining.Trained trained) {
    return trained.held().stream()
        .map(subject -> subject.dataset() + '/' + subject.person())
        .distinct()
        .count();
  }

  private Settings settings() {
    try {
      return new Settings(hidden, draws, 0);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--hidden is 1 to 1024 and --draws 1 to 20", e);
    }
  }
}
