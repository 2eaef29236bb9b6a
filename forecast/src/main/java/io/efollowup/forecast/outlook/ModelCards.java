package io.efollowup.forecast.outlook;

import io.efollowup.forecast.outlook.ModelCard.DataSet;
import io.efollowup.forecast.outlook.ModelCard.Figure;
import io.efollowup.forecast.outlook.OutlookTraining.Trained;
import java.util.List;
import java.util.Set;

/** Writes the card of a model, with what it reaches on the people held back from its training. */
public final class ModelCards {
  private static final String NAME = "glucose two hours ahead";
  private static final String USE =
      "Decision support and education, for people with or without diabetes who wear a glucose sensor"
          + " that reads at least every 15 minutes. Not a medical device, never a reason to dose."
          + " It knows nothing of meals, insulin, exercise or illness. Children, pregnancy and"
          + " people in intensive care are not in its data.";
  private static final int STRIDE = 2;
  private static final Set<String> BY_MINUTE = Set.of("mae", "rmse", "brier", "rate");

  private ModelCards() {}

  /**
   * What is to be said of a data set.
   *
   * @param attribution whom its licence asks to be named
   */
  public record Notice(String dataset, String licence, String attribution) {}

  /**
   * Measures a trained model and gives it its card.
   *
   * @param notices one for each data set
   * @param version of the platform
   */
  public static OutlookModel carded(Trained trained, List<Notice> notices, String version) {
    OutlookModel model = trained.model();
    OutlookEvaluation evaluation = new OutlookEvaluation(List.of(Condition.RECORDED), STRIDE);
    evaluation.add(model, trained.held());
    long seed = model.card().seed();
    List<Figure> figures =
        evaluation.measures(seed).stream()
            .filter(ModelCards::isShown)
            .map(ModelCards::figure)
            .toList();
    return model.with(
        new ModelCard(
            NAME,
            version,
            USE,
            seed,
            model.card().settings(),
            notices.stream().map(notice -> dataSet(notice, trained)).toList(),
            figures,
            ModelFile.weightsSha256(model)));
  }

  private static boolean isShown(Measure measure) {
    boolean coverage = measure.measure().equals("coverage") && measure.minutes().equals("all");
    boolean other =
        BY_MINUTE.contains(measure.measure())
            && measure.stratum().equals("all")
            && !measure.minutes().equals("all");
    return coverage || other;
  }

  private static Figure figure(Measure measure) {
    return new Figure(
        String.join(
            " ",
            measure.dataset(),
            measure.stratum(),
            measure.measure(),
            measure.level(),
            measure.minutes()),
        rounded(measure.value()),
        rounded(measure.low()),
        rounded(measure.high()),
        measure.cases(),
        measure.people());
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }

  private static DataSet dataSet(Notice notice, Trained trained) {
    int readings = 0;
    for (List<TrainingSubject> part :
        List.of(trained.training(), trained.calibrating(), trained.held())) {
      readings +=
          part.stream()
              .filter(subject -> subject.dataset().equals(notice.dataset()))
              .mapToInt(subject -> subject.trace().size())
              .sum();
    }
    return new DataSet(
        notice.dataset(),
        notice.licence(),
        notice.attribution(),
        readings,
        people(notice, trained.training()),
        people(notice, trained.calibrating()),
        people(notice, trained.held()));
  }

  private static int people(Notice notice, List<TrainingSubject> part) {
    return (int)
        part.stream()
            .filter(subject -> subject.dataset().equals(notice.dataset()))
            .map(TrainingSubject::person)
            .distinct()
            .count();
  }
}
