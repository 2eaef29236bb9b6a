package io.efollowup.server.command;

import io.efollowup.forecast.benchmark.Averages;
import io.efollowup.forecast.benchmark.Judgement;
import io.efollowup.forecast.benchmark.Score;
import io.efollowup.forecast.benchmark.TimedEvaluation;
import io.efollowup.forecast.benchmark.TimedScore;
import io.efollowup.forecast.quality.Estimate;
import io.efollowup.forecast.quality.QualityFigure;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;

/** The rows that evaluations print. */
final class EvaluationCsv {
  /** Of the patients drawn for intervals: the same rows each time. */
  private static final long DRAW_SEED = 20_260_726L;

  private EvaluationCsv() {}

  static void scores(List<Score> scores, PrintWriter out) {
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
        seed(score.seed()),
        score.reduction().text(),
        CsvText.number(score.mse()),
        CsvText.number(score.mae()),
        Integer.toString(score.windows()));
  }

  static void judgements(List<Judgement> judgements, PrintWriter out) {
    out.println(
        "dataset,training,model,split,minutes,measure,group,threshold,value,low,high,n,patients");
    for (Judgement judgement : judgements) {
      for (QualityFigure figure : judgement.quality().figures(DRAW_SEED)) {
        out.println(row(judgement, figure));
      }
    }
    out.flush();
  }

  private static String row(Judgement judgement, QualityFigure figure) {
    Estimate estimate = figure.estimate();
    return String.join(
        ",",
        CsvText.field(judgement.dataset()),
        judgement.training().text(),
        judgement.model(),
        judgement.part().name(),
        Integer.toString(figure.minutes()),
        figure.measure(),
        figure.group(),
        figure.threshold().isPresent() ? CsvText.number(figure.threshold().getAsDouble()) : "",
        CsvText.number(estimate.value()),
        estimate.interval().map(interval -> CsvText.number(interval.low())).orElse(""),
        estimate.interval().map(interval -> CsvText.number(interval.high())).orElse(""),
        Long.toString(estimate.count()),
        Integer.toString(estimate.patients()));
  }

  static void timedScores(List<TimedScore> scores, PrintWriter out) {
    out.println("dataset,training,model,points,seed,minutes,rmse,mae,subjects,windows");
    scores.forEach(score -> out.println(row(score)));
    TimedEvaluation.averages(scores).forEach(score -> out.println(row(score)));
    out.flush();
  }

  private static String row(TimedScore score) {
    return String.join(
        ",",
        CsvText.field(score.dataset()),
        score.training().text(),
        score.model(),
        score.points().text(),
        seed(score.seed()),
        Integer.toString(score.minutes()),
        CsvText.number(score.rmse()),
        CsvText.number(score.mae()),
        Integer.toString(score.subjects()),
        Integer.toString(score.windows()));
  }

  private static String seed(OptionalInt seed) {
    return seed.isPresent() ? Integer.toString(seed.getAsInt()) : "all";
  }
}
