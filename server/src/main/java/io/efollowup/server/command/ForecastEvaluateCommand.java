package io.efollowup.server.command;

import io.efollowup.forecast.ForecastModel;
import io.efollowup.forecast.benchmark.Evaluation;
import io.efollowup.forecast.benchmark.Judgement;
import io.efollowup.forecast.benchmark.PreparedSet;
import io.efollowup.forecast.benchmark.Score;
import io.efollowup.forecast.benchmark.TimedEvaluation;
import io.efollowup.forecast.benchmark.TimedScore;
import io.efollowup.forecast.benchmark.TimedSet;
import io.efollowup.forecast.benchmark.TrainedOn;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
      "Trains and scores the models on a suite of data sets.",
      "glucobench, the published protocol: one row for each data set, training, model, split (ID:"
          + " subjects trained on, later; OD: others), seed and reduction: squared and absolute"
          + " error in mg/dL. Rows of seed all are averages over the seeds.",
      "clinical, on the same splits, every point, all seeds together: errors by region and rate of"
          + " change, error grids in percent, lows and highs foretold, false alarms, minutes of"
          + " warning; with the count it is of and a 95 % interval by patient. --model outlook is"
          + " the model of the platform, trained on the suite, whose risks raise the alarms.",
      "shanghai, without splits: the last fifth of each subject's time is the test; mean over"
          + " subjects of RMSE and MAE 30 and 60 minutes ahead, on the grid of five minutes and"
          + " from reading to reading; the seeds are the training's.",
      "coverage measures the intervals and risks of the platform's own forecast on a"
          + " suite as forecast train takes it, on people that the model does not know, or with"
          + " --model-file that model on everybody."
    })
public final class ForecastEvaluateCommand implements Callable<Integer> {
  /** How the figures are printed. */
  enum Format {
    csv
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--protocol",
      defaultValue = "glucobench",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private EvaluationProtocol protocol;

  @Option(
      names = "--suite",
      required = true,
      paramLabel = "SUITE.csv",
      description = "The data sets and their parameters; their files are relative to it.")
  private String suite;

  @Option(
      names = "--splits",
      paramLabel = "SPLITS.csv",
      description =
          "The subjects that each seed keeps out of training; for glucobench and clinical.")
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
  private EvaluationTraining training;

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
      description = "Points between two windows of glucobench (default: ${DEFAULT-VALUE}).")
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

  @Override
  public Integer call() throws IOException, InterruptedException {
    protocol.refusal(this::isGiven).ifPresent(sentence -> check(false, sentence));
    check(stride == 1 || stride == 6, "--stride is 6 or 1");
    check(threads > 0, "--threads is at least 1");
    switch (protocol) {
      case glucobench -> glucobench();
      case coverage -> coverage.run(suite, spec);
      case clinical -> clinical();
      case shanghai -> shanghai();
    }
    return 0;
  }

  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private void glucobench() throws IOException, InterruptedException {
    List<Score> scores = onSplits(Evaluation::scores);
    switch (format) {
      case csv -> EvaluationCsv.scores(scores, out());
    }
  }

  private void clinical() throws IOException, InterruptedException {
    List<Judgement> judgements = Judgement.joined(judgements());
    switch (format) {
      case csv -> EvaluationCsv.judgements(judgements, out());
    }
  }

  private List<Judgement> judgements() throws IOException, InterruptedException {
    if (!model.equals(Evaluation.OUTLOOK)) {
      return onSplits(Evaluation::judgements);
    }
    check(
        training == EvaluationTraining.pooled,
        "--model outlook is trained on all sets: --training pooled");
    Splits read = splits();
    return EvaluationWorkers.eachSeed(
        threads,
        seeds,
        Evaluation.OUTLOOK,
        seed -> read.evaluations().get(seed).outlookJudgements(read.tested()),
        err());
  }

  private void shanghai() throws IOException, InterruptedException {
    check(
        training != EvaluationTraining.others, "--training others is not for --protocol shanghai");
    List<ForecastModel> models = models();
    List<TimedSet> sets = BenchmarkFiles.readTimed(suite, this::isNeeded, err());
    tested(sets.stream().map(TimedSet::set).toList());
    TimedEvaluation evaluation = new TimedEvaluation(sets);
    List<TimedScore> scores =
        run(models, (seed, each, on) -> evaluation.scores(each, on, seed)).stream()
            .filter(score -> only.isEmpty() || score.dataset().equals(only))
            .toList();
    switch (format) {
      case csv -> EvaluationCsv.timedScores(scores, out());
    }
  }

  /** What is measured of one model, trained for one seed of the splits. */
  @FunctionalInterface
  private interface OnSplits<T> {
    List<T> of(
        Evaluation evaluation, ForecastModel model, TrainedOn training, List<PreparedSet> tested);
  }

  private <T> List<T> onSplits(OnSplits<T> measured) throws IOException, InterruptedException {
    List<ForecastModel> models = models();
    Splits read = splits();
    return run(
        models,
        (seed, each, on) -> measured.of(read.evaluations().get(seed), each, on, read.tested()));
  }

  /** The suite split by each seed, and what of it is scored. */
  private record Splits(Map<Integer, Evaluation> evaluations, List<PreparedSet> tested) {}

  private Splits splits() throws IOException {
    check(isGiven("--splits"), "Missing required option: '--splits=SPLITS.csv'");
    BenchmarkFiles files = BenchmarkFiles.read(suite, splits, this::isNeeded, err());
    return new Splits(files.evaluations(seeds, stride, err()), tested(files.sets()));
  }

  private <T> List<T> run(List<ForecastModel> models, EvaluationWorkers.Measured<T> measured)
      throws InterruptedException {
    return EvaluationWorkers.each(threads, seeds, models, training.each(), measured, err());
  }

  private boolean isNeeded(String dataset) {
    return only.isEmpty() || dataset.equals(only) || !training.equals(EvaluationTraining.own);
  }

  private List<ForecastModel> models() {
    return EvaluatedModels.named(model)
        .orElseThrow(() -> wrong("there is no such model; there are " + EvaluatedModels.names()));
  }

  private List<PreparedSet> tested(List<PreparedSet> sets) {
    List<PreparedSet> tested =
        sets.stream()
            .filter(set -> only.isEmpty() || set.parameters().name().equals(only))
            .toList();
    check(!tested.isEmpty(), "--only names no data set of the suite");
    return tested;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
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
