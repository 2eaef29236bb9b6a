package io.efollowup.portal.internal.page;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.insight.Targets;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.Words;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Key figures beside the goals of a patient's targets. A figure that is missing misses no goal, and
 * where no goal was agreed none is shown.
 *
 * @param unit glucose is shown in
 */
public record JudgedFigures(Words words, GlucoseUnit unit, Targets targets) {
  /**
   * Mean glucose.
   *
   * @param mean in mg/dL
   */
  public FigureView mean(OptionalDouble mean, String detail) {
    Optional<Glucose> goal = targets.meanGoal(unit);
    // As in what to talk about, whatever unit somebody reads.
    Optional<Glucose> judged = targets.meanGoal(GlucoseUnit.MG_DL);
    return new FigureView(
        words.say("figure.mean"),
        mean.isPresent() ? GlucoseText.ofMgdl(mean.getAsDouble(), unit) : GlucoseText.NONE,
        unit.symbol(),
        goal.map(limit -> "< " + GlucoseText.number(limit, unit)).orElse(""),
        mean.isEmpty() || judged.isEmpty() || mean.getAsDouble() < judged.get().mgdl(),
        detail);
  }

  /** Glucose management indicator, in percent. */
  public FigureView gmi(OptionalDouble gmi, String detail) {
    OptionalDouble goal = targets.gmiGoal();
    String shown =
        gmi.isPresent() ? GlucoseText.indicator(gmi.getAsDouble(), goal) : GlucoseText.NONE;
    boolean met = gmi.isEmpty() || goal.isEmpty() || gmi.getAsDouble() < goal.getAsDouble();
    return figure("gmi", shown, goal, "< ", met, detail);
  }

  /** Coefficient of variation, in percent. */
  public FigureView variation(OptionalDouble cv, String detail) {
    OptionalDouble goal = targets.cvGoal();
    String shown =
        cv.isPresent() ? GlucoseText.variation(cv.getAsDouble(), goal) : GlucoseText.NONE;
    boolean met = cv.isEmpty() || goal.isEmpty() || cv.getAsDouble() <= goal.getAsDouble();
    return figure("cv", shown, goal, "≤ ", met, detail);
  }

  private FigureView figure(
      String key, String shown, OptionalDouble goal, String sign, boolean met, String detail) {
    String limit =
        goal.isPresent() ? sign + GlucoseText.decimals(goal.getAsDouble(), 0) + " %" : "";
    return new FigureView(words.say("figure." + key), shown, "%", limit, met, detail);
  }
}
