package io.efollowup.forecast.outlook;

import io.efollowup.forecast.internal.Net;
import io.efollowup.forecast.internal.NetShape;
import io.efollowup.forecast.internal.NetTraining;
import io.efollowup.forecast.internal.Standardisation;
import io.efollowup.forecast.internal.TrainingPlan;
import io.efollowup.forecast.outlook.ModelCard.Settings;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Training: three fifths of the people of each data set for the net, one fifth for its calibration,
 * one fifth kept for measuring. The same subjects, settings and seed give the same model, to the
 * bit on one kind of machine.
 */
public final class OutlookTraining {
  private static final int FEWEST_CASES = 1000;
  private static final long CALIBRATION = 7_919;

  /** Its people are many: weights need little drawing to zero. */
  private static final TrainingPlan PLAN = new TrainingPlan(20, 1e-3f);

  private static final double CHANGED_TRAINING = 0.7;
  private static final double CHANGED_CALIBRATION = 0.25;

  private OutlookTraining() {}

  /** Is told how far a training is. */
  @FunctionalInterface
  public interface Progress {
    void at(String stage, int done, int of);
  }

  /**
   * What came of a training.
   *
   * @param model without a card of its own yet
   * @param training whom the net saw
   * @param calibrating whom its calibration saw
   * @param held whom nothing of it saw
   */
  public record Trained(
      OutlookModel model,
      List<TrainingSubject> training,
      List<TrainingSubject> calibrating,
      List<TrainingSubject> held) {}

  /**
   * Trains and calibrates a model.
   *
   * @throws ModelProblem where there is too little to learn from
   */
  public static Trained train(
      List<TrainingSubject> subjects, Settings settings, long seed, Progress progress) {
    Folds folds = new Folds(subjects, seed);
    int calibration = settings.part();
    int measure = (calibration + 1) % Folds.COUNT;
    List<TrainingSubject> training =
        those(subjects, folds, fold -> fold != calibration && fold != measure);
    List<TrainingSubject> calibrating = those(subjects, folds, fold -> fold == calibration);
    Cases cases = enough(Cases.of(training, settings.draws(), CHANGED_TRAINING, seed), "train on");
    OutlookNet net = net(cases, settings, seed, progress);
    progress.at("calibrating", 0, 1);
    ModelCard card = new ModelCard("", "", "", seed, settings, List.of(), List.of(), "");
    OutlookModel model = calibrated(net, calibrating, card);
    progress.at("calibrating", 1, 1);
    return new Trained(
        model, training, calibrating, those(subjects, folds, fold -> fold == measure));
  }

  /**
   * The same net with the other two parts in each other's place: calibrated by those held back, to
   * be measured on those it was calibrated by. So one training measures on two fifths of the
   * people.
   */
  public static Trained swapped(Trained trained) {
    OutlookModel model = trained.model();
    return new Trained(
        calibrated(model.net(), trained.held(), model.card()),
        trained.training(),
        trained.held(),
        trained.calibrating());
  }

  private static OutlookModel calibrated(
      OutlookNet net, List<TrainingSubject> calibrating, ModelCard card) {
    Cases cases =
        enough(
            Cases.of(calibrating, 1, CHANGED_CALIBRATION, card.seed() + CALIBRATION),
            "calibrate by");
    float[][] outputs = new float[cases.size()][];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = net.net().outputs(net.standard().apply(cases.x()[i]));
    }
    return new OutlookModel(
        net, IntervalCalibration.of(cases, outputs), RiskCalibration.of(cases, outputs), card);
  }

  private static List<TrainingSubject> those(
      List<TrainingSubject> subjects, Folds folds, IntPredicate fold) {
    return subjects.stream().filter(subject -> fold.test(folds.of(subject))).toList();
  }

  private static Cases enough(Cases cases, String what) {
    if (cases.size() < FEWEST_CASES) {
      throw new ModelProblem(
          "there are %d cases to %s; %d are the fewest: give more people or longer wears"
              .formatted(cases.size(), what, FEWEST_CASES));
    }
    return cases;
  }

  private static OutlookNet net(Cases cases, Settings settings, long seed, Progress progress) {
    Standardisation standard = Standardisation.of(cases.x());
    for (float[] one : cases.x()) {
      standard.apply(one);
    }
    Net net =
        new NetTraining(cases.x(), cases.y(), cases.importance(), new OutlookLoss())
            .train(
                new NetShape(LookFeatures.SIZE, settings.hidden(), Heads.OUTPUTS),
                PLAN,
                seed,
                (step, steps) -> progress.at("training", step, steps));
    return new OutlookNet(standard, net);
  }
}
