package io.efollowup.portal.internal.report;

import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.insight.SevenDayAnalysis;
import io.efollowup.insight.Sufficiency;
import io.efollowup.portal.internal.page.FigureView;
import io.efollowup.portal.internal.page.JudgedFigures;
import io.efollowup.portal.internal.view.GlucoseText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Key figures, or why there are none. */
final class FigureSection {
  private final Reading reading;
  private final SevenDayAnalysis analysis;
  private final JudgedFigures judged;
  private final boolean enough;

  private FigureSection(Reading reading) {
    this.reading = reading;
    this.analysis = reading.analysis();
    this.judged = new JudgedFigures(reading.words(), reading.unit(), analysis.targets());
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
    OptionalDouble sd = value(MetricKey.SD);
    return judged.mean(
        mean,
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
    return judged.gmi(value(MetricKey.GMI), reading.words().say("figure.gmi.detail"));
  }

  private FigureView variation() {
    return judged.variation(value(MetricKey.CV), reading.words().say("figure.cv.detail"));
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

  private OptionalDouble value(MetricKey key) {
    return enough ? analysis.metrics().value(key) : OptionalDouble.empty();
  }
}
