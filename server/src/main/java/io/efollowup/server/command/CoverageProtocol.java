package io.efollowup.server.command;

import io.efollowup.forecast.outlook.Condition;
import io.efollowup.forecast.outlook.Measure;
import io.efollowup.forecast.outlook.ModelCard;
import io.efollowup.forecast.outlook.ModelCard.Settings;
import io.efollowup.forecast.outlook.OutlookEvaluation;
import io.efollowup.forecast.outlook.OutlookModel;
import io.efollowup.forecast.outlook.OutlookTraining;
import io.efollowup.server.csv.TrainingSuiteCsv;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code forecast evaluate --protocol coverage}: whether intervals and risks are what they say. */
final class CoverageProtocol {
  private static final int MOST_PARTS = 5;
  private static final int STRIDE = 2;

  @Option(
      names = "--model-file",
      paramLabel = "FILE",
      description = "coverage: measure this model, on everybody of the suite.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "coverage: seed of the five trainings (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "coverage: units of each hidden layer of the five nets (default: 96).")
  private int hidden = Settings.USUAL.hidden();

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "coverage: cases drawn at each reading (default: 2).")
  private int draws = Settings.USUAL.draws();

  @Option(
      names = "--parts",
      paramLabel = "N",
      description =
          "coverage: how many of five nets are trained (default: 5); each measures on the two fifths"
              + " of the people that it was not trained on, calibrated by the one for the other.")
  private int parts = MOST_PARTS;

  int run(String suite, CommandSpec spec) throws IOException {
    if (parts < 1 || parts > MOST_PARTS) {
      throw new ParameterException(spec.commandLine(), "--parts is 1 to 5");
    }
    PrintWriter err = spec.commandLine().getErr();
    TrainingFiles files = TrainingFiles.read(List.of(suite), err);
    OutlookEvaluation evaluation = new OutlookEvaluation(List.of(Condition.values()), STRIDE);
    if (model.isPresent()) {
      OutlookModel measured = ModelFiles.read(model);
      tellKnown(measured, files, err);
      evaluation.add(measured, files.subjects());
    } else {
      for (int part = 0; part < parts; part++) {
        OutlookTraining.Trained trained = trained(files, part, err);
        evaluation.add(trained.model(), trained.held());
        OutlookTraining.Trained swapped = OutlookTraining.swapped(trained);
        evaluation.add(swapped.model(), swapped.held());
      }
    }
    print(evaluation.measures(seed), spec.commandLine().getOut());
    return 0;
  }

  private static void tellKnown(OutlookModel measured, TrainingFiles files, PrintWriter err) {
    List<String> made = measured.card().data().stream().map(ModelCard.DataSet::name).toList();
    List<String> known =
        files.entries().stream()
            .map(TrainingSuiteCsv.Entry::dataset)
            .filter(made::contains)
            .toList();
    if (!known.isEmpty()) {
      err.println(
          "efollowup: the model's card names %s: figures are partly of people it was made from"
              .formatted(String.join(", ", known)));
    }
  }

  private OutlookTraining.Trained trained(TrainingFiles files, int part, PrintWriter err) {
    err.println("efollowup: training %d of %d".formatted(part + 1, parts));
    try (TrainingProgress progress = new TrainingProgress("forecast evaluate", err)) {
      return OutlookTraining.train(
          files.subjects(), new Settings(hidden, draws, part), seed, progress);
    }
  }

  private static void print(List<Measure> measures, PrintWriter out) {
    out.println("dataset,condition,stratum,measure,level,minutes,value,low,high,cases,people");
    for (Measure one : measures) {
      out.println(
          String.join(
              ",",
              CsvText.field(one.dataset()),
              one.condition(),
              one.stratum(),
              one.measure(),
              one.level(),
              one.minutes(),
              CsvText.number(one.value()),
              CsvText.number(one.low()),
              CsvText.number(one.high()),
              Integer.toString(one.cases()),
              Integer.toString(one.people())));
    }
    out.flush();
  }
}
