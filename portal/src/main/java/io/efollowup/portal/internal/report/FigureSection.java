package io.efollowup.portal.internal.report;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Sufficiency;
import io.efollowup.insight.Targets;
import io.efollowup.portal.internal.page.FigureView;
import io.efollowup.portal.internal.view.GlucoseText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Key figures, or why there are none. */
final class FigureSection {
  private final Reading reading;
  private final SevenDayAnalysis analysis;
  private final Targets targets;
  private final boolean enough;

  private FigureSection(Reading reading) {
    this.reading = reading;
    this.analysis = reading.analysis();
    this.targets = analysis.targets();
    Sufficiency.Level level = analysis.sufficiency().level();
    this.enough = level == Sufficiency.Level.ENOUGH || level == Sufficiency.Level.SPARSE;
  }

  static Optional<Section> of(Reading reading) {
    FigureSection section = new FigureSection(reading);
    return Optional.of(
        new Section(
            "figures",
            reading.say("figures.title"),
            new Section.Figures(
                List.of(section.mean(), section.gmi(), section.variation(), section.active())),
            reading.say("sufficiency." + reading.analysis().sufficiency().level().name())));
  }

  private FigureView mean() {
    OptionalDouble mean = value(MetricKey.MEAN);
    Optional<Glucose> goal = targets.meanGoal(reading.unit());
    // As in what to talk about, whatever unit somebody reads.
    Optional<Glucose> judged = targets.meanGoal(GlucoseUnit.MG_DL);
    OptionalDouble sd = value(MetricKey.SD);
    return new FigureView(
        reading.words().say("figure.mean"),
        mean.isPresent()
            ? GlucoseText.ofMgdl(mean.getAsDouble(), reading.unit())
            : GlucoseText.NONE,
        reading.unit().symbol(),
        goal.map(limit -> "< " + GlucoseText.number(limit, reading.unit())).orElse(""),
        mean.isEmpty() || judged.isEmpty() || mean.getAsDouble() < judged.get().mgdl(),
        mean.isPresent() && sd.isPresent()
            ? reading
                .words()
                .say(
                    "figure.mean.detail",
                    Long.toString(analysis.shares().total()),
                    GlucoseText.ofMgdl(sd.getAsDouble(), reading.unit()))
            : reading.words().say("figure.none"));
  }

  private FigureView gmi() {
    OptionalDouble gmi = value(MetricKey.GMI);
    OptionalDouble goal = targets.gmiGoal();
    String shown =
        gmi.isPresent() ? GlucoseText.indicator(gmi.getAsDouble(), goal) : GlucoseText.NONE;
    return figure("gmi", shown, goal, "< ", gmi.isEmpty() || below(gmi, goal, false));
  }

  private FigureView variation() {
    OptionalDouble cv = value(MetricKey.CV);
    OptionalDouble goal = targets.cvGoal();
    String shown =
        cv.isPresent() ? GlucoseText.variation(cv.getAsDouble(), goal) : GlucoseText.NONE;
    return figure("cv", shown, goal, "≤ ", cv.isEmpty() || below(cv, goal, true));
  }

  private FigureView active() {
    OptionalDouble active = analysis.sufficiency().activePercent();
    boolean met = active.isEmpty() || active.getAsDouble() >= Sufficiency.ACTIVE_PERCENT_NEEDED;
    return new FigureView(
        reading.words().say("figure.active"),
        active.isPresent() ? GlucoseText.decimals(active.getAsDouble(), 0) : GlucoseText.NONE,
        "%",
        "≥ 70 %",
        met,
        reading.say(
            "figure.active",
            Integer.toString(analysis.sufficiency().sensorDays()),
            Integer.toString(analysis.sufficiency().days())));
  }

  private FigureView figure(
      String key, String shown, OptionalDouble goal, String sign, boolean met) {
    String limit =
        goal.isPresent() ? sign + GlucoseText.decimals(goal.getAsDouble(), 0) + " %" : "";
    return new FigureView(
        reading.words().say("figure." + key),
        shown,
        "%",
        limit,
        met,
        reading.words().say("figure." + key + ".detail"));
  }

  private static boolean below(OptionalDouble value, OptionalDouble goal, boolean inclusive) {
    if (goal.isEmpty()) {
      return true;
    }
    return inclusive
        ? value.getAsDouble() <= goal.getAsDouble()
        : value.getAsDouble() < goal.getAsDouble();
  }

  private OptionalDouble value(MetricKey key) {
    return enough ? analysis.metrics().value(key) : OptionalDouble.empty();
  }
}
