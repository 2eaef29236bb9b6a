package io.efollowup.server.command;

import io.efollowup.forecast.ForecastModel;
import io.efollowup.forecast.ForecastModels;
import io.efollowup.forecast.benchmark.Averages;
import io.efollowup.forecast.benchmark.Evaluation;
import io.efollowup.forecast.benchmark.PreparedSet;
import io.efollowup.forecast.benchmark.Score;
import io.efollowup.forecast.benchmark.TrainedOn;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code efollowup forecast evaluate}: the models on an open benchmark, by its own protocol. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Trains and scores the models on a suite of data sets, by the published protocol.",
      "Prints one row for each data set, training, model, split (ID: subjects trained on, later;"
          + " OD: others), seed and reduction: squared and absolute error in mg/dL. Rows of seed"
          + " all are averages over the seeds.",
      "--protocol coverage measures the intervals and risks of the platform's own forecast on a"
          + " suite as forecast train takes it, on people that the model does not know, or with"
          + " --model-file that model on everybody."
    })
public final class ForecastEvaluateCommand implements Callable<Integer> {
  /** Whose protocol. */
  enum Protocol {
    glucobench,
    coverage
  }

  /** How the figures are printed. */
  enum Format {
    csv
  }

  /** What the models are trained on. */
  enum Training {
    own,
    pooled,
    both,
    others;

    List<TrainedOn> each() {
      return switch (this) {
        case own -> List.of(TrainedOn.OWN);
        case pooled -> List.of(TrainedOn.POOLED);
        case both -> List.of(TrainedOn.OWN, TrainedOn.POOLED);
        case others -> List.of(TrainedOn.OTHERS);
      };
    }
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--protocol",
      defaultValue = "glucobench",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Protocol protocol;

  @Option(
      names = "--suite",
      required = true,
      paramLabel = "SUITE.csv",
      description = "The data sets and their parameters; their files are relative to it.")
  private String suite;

  @Option(
      names = "--splits",
      paramLabel = "SPLITS.csv",
      description = "The subjects that each seed keeps out of training; glucobench needs it.")
  private String splits = "";

  @Mixin private CoverageProtocol coverage;

  @Option(names = "--only", paramLabel = "DATASET", description = "Score this data set alone.")
  private String only = "";

  @Option(
      names = "--training",
      defaultValue = "own",
      description =
          "${COMPLETION-CANDIDATES}: trained on the data set's own training parts, on those of the"
              + " whole suite, both in turn, or on those of the other sets, as for a wearer of whom"
              + " nothing is known (default: ${DEFAULT-VALUE}).")
  private Training training;

  @Option(
      names = "--seeds",
      defaultValue = "10-19",
      paramLabel = "SEEDS",
      converter = SeedsConverter.class,
      description = "Such as 10-19 or 1,2 (default: ${DEFAULT-VALUE}).")
  private Seeds seeds;

  @Option(
      names = "--model",
      defaultValue = "all",
      paramLabel = "NAME",
      description = "A model, or all (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--stride",
      defaultValue = "6",
      paramLabel = "6|1",
      description = "Points between two windows (default: ${DEFAULT-VALUE}).")
  private int stride;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many evaluations run at a time (default: one for each processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  /** One thing to train and score. */
  private record Task(Evaluation evaluation, int seed, ForecastModel model, TrainedOn training) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    return switch (protocol) {
      case glucobench -> glucobench();
      case coverage -> coverage.run(suite, spec);
    };
  }

  private int glucobench() throws IOException, InterruptedException {
    check(!splits.isEmpty(), "Missing required option: '--splits=SPLITS.csv'");
    check(stride == 1 || stride == 6, "--stride is 6 or 1");
    check(threads > 0, "--threads is at least 1");
    PrintWriter err = spec.commandLine().getErr();
    List<ForecastModel> models = models();
    BenchmarkFiles files = BenchmarkFiles.read(suite, splits, this::isNeeded, err);
    List<PreparedSet> tested = tested(files.sets());
    List<Task> tasks = new ArrayList<>();
    for (int seed : seeds.numbers()) {
      Evaluation evaluation = new Evaluation(files.sets(), files.splitsOf(seed), seed, stride);
      files.tellDifferences(seed, evaluation, err);
      for (ForecastModel each : models) {
        training.each().forEach(on -> tasks.add(new Task(evaluation, seed, each, on)));
      }
    }
    List<Score> scores = run(tasks, tested, err);
    switch (format) {
      case csv -> printCsv(scores);
    }
    return 0;
  }

  private boolean isNeeded(String dataset) {
    return only.isEmpty() || dataset.equals(only) || !training.equals(Training.own);
  }

  private List<ForecastModel> models() {
    if (model.equals("all")) {
      return ForecastModels.all();
    }
    String names =
        ForecastModels.all().stream().map(ForecastModel::name).collect(Collectors.joining(", "));
    return List.of(
        ForecastModels.named(model)
            .orElseThrow(() -> wrong("there is no such model; there are " + names)));
  }

  private List<PreparedSet> tested(List<PreparedSet> sets) {
    List<PreparedSet> tested =
        sets.stream()
            .filter(set -> only.isEmpty() || set.parameters().name().equals(only))
            .toList();
    check(!tested.isEmpty(), "--only names no data set of the suite");
    return tested;
  }

  private List<Score> run(List<Task> tasks, List<PreparedSet> tested, PrintWriter err)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (Progress progress = Progress.of("forecast evaluate", tasks.size())) {
      List<Future<List<Score>>> results =
          tasks.stream()
              .map(task -> workers.submit(() -> scored(task, tested, progress, err)))
              .toList();
      List<Score> scores = new ArrayList<>();
      for (Future<List<Score>> result : results) {
        scores.addAll(result.get());
      }
      return scores;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<Score> scored(
      Task task, List<PreparedSet> tested, Progress progress, PrintWriter err) {
    List<Score> scores = task.evaluation().scores(task.model(), task.training(), tested);
    progress.add(1);
    if (progress instanceof Progress.Silent) {
      err.println(
          "efollowup: seed %d, %s, %s: done"
              .formatted(task.seed(), task.model().name(), task.training().text()));
    }
    return scores;
  }

  private void printCsv(List<Score> scores) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("dataset,training,model,split,seed,reduction,mse,mae,windows");
    scores.forEach(score -> out.println(row(score)));
    Averages.of(scores).forEach(score -> out.println(row(score)));
    out.flush();
  }

  private static String row(Score score) {
    return String.join(
        ",",
        CsvText.field(score.dataset()),
        score.training().text(),
        score.model(),
        score.part().name(),
        score.seed().isPresent() ? Integer.toString(score.seed().getAsInt()) : "all",
        score.reduction().text(),
        CsvText.number(score.mse()),
        CsvText.number(score.mae()),
        Integer.toString(score.windows()));
  }

  private void check(boolean right, String sentence) {
    if (!right) {
      throw wrong(sentence);
    }
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
