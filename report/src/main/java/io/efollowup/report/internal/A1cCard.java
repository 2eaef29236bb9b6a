package io.efollowup.report.internal;

import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.insight.A1cForecast;
import io.efollowup.insight.GlucoseEstimates;
import io.efollowup.insight.GlycationGap;
import io.efollowup.insight.LaboratoryValue;
import io.efollowup.insight.RollingFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Glycated haemoglobin in four figures: measured, estimated, their gap, what comes next. */
final class A1cCard {
  private static final float FIGURES = 62;

  private final Canvas canvas;
  private final Programme programme;
  private final Words words;

  /** A figure and the lines under it. */
  private record Figure(String name, String number, List<String> notes) {}

  A1cCard(Canvas canvas, Programme programme) {
    this.canvas = canvas;
    this.programme = programme;
    this.words = programme.words();
  }

  float height(float width) {
    float sentence = Wrapped.height(canvas, sentences(), Type.BODY, width - 2 * Card.PADDING);
    return 2 * Card.PADDING + 18 + FIGURES + sentence;
  }

  void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("a1c"));
    List<Figure> figures = List.of(measured(), estimated(), gap(), next());
    float step = inner.width() / figures.size();
    for (int i = 0; i < figures.size(); i++) {
      float x = inner.x() + i * step;
      Figure figure = figures.get(i);
      canvas.paragraph(() -> draw(x, inner.y(), figure));
    }
    Wrapped.draw(canvas, inner.inset(0, FIGURES, 0, 0), sentences(), Type.BODY);
  }

  private void draw(float x, float y, Figure figure) {
    canvas.text(x, y + 4, figure.name(), Type.NOTE);
    canvas.text(x, y + 23, figure.number(), Type.FIGURE);
    for (int i = 0; i < figure.notes().size(); i++) {
      canvas.text(x, y + 34 + i * 9.5f, figure.notes().get(i), Type.SMALL);
    }
  }

  private Optional<LaboratoryValue> last() {
    List<LaboratoryValue> all = programme.analysis().laboratory();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  private Figure measured() {
    String name = words.say("a1c.laboratory");
    if (last().isEmpty()) {
      return new Figure(name, words.say("none"), List.of(words.say("a1c.laboratory.none")));
    }
    LaboratoryValue value = last().get();
    double percent = value.value().percent();
    String day = words.date(value.at().atZone(programme.analysis().zone()).toLocalDate());
    return new Figure(name, programme.a1c(percent), List.of(programme.ifcc(percent), day));
  }

  private Figure estimated() {
    List<RollingFigure> rolling = programme.analysis().rolling();
    RollingFigure end = rolling.getLast();
    List<String> notes = new ArrayList<>();
    notes.add(words.say("a1c.gmi.days", 30, programme.a1c(gmi(end.mean30()))));
    notes.add(words.say("a1c.gmi.days", 14, programme.a1c(gmi(end.mean14()))));
    OptionalDouble mean = end.mean90();
    if (mean.isPresent()) {
      double ea1c = GlucoseEstimates.estimatedA1c(mean.getAsDouble());
      notes.add(words.say("a1c.estimated", programme.a1c(ea1c)));
    }
    return new Figure(words.say("a1c.gmi", 90), programme.a1c(gmi(mean)), notes);
  }

  private static OptionalDouble gmi(OptionalDouble mean) {
    return mean.isPresent()
        ? OptionalDouble.of(GlucoseEstimates.gmi(mean.getAsDouble()))
        : OptionalDouble.empty();
  }

  private Optional<GlycationGap> lastGap() {
    List<GlycationGap> gaps = programme.analysis().gaps();
    return gaps.isEmpty() ? Optional.empty() : Optional.of(gaps.getLast());
  }

  private Figure gap() {
    String name = words.say("a1c.gap");
    if (lastGap().isEmpty() || lastGap().get().points().isEmpty()) {
      String why = lastGap().isEmpty() ? "a1c.gap.no-laboratory" : "a1c.gap.no-glucose";
      return new Figure(name, words.say("none"), List.of(words.say(why)));
    }
    GlycationGap gap = lastGap().get();
    double points = gap.points().getAsDouble();
    return new Figure(
        name,
        programme.signed(points, 1),
        List.of(
            words.say(
                "a1c.gap.ifcc",
                programme.signed(GlycatedHaemoglobin.mmolPerMolOfDifference(points), 0)),
            words.say("a1c.gap.days", gap.days())));
  }

  private Figure next() {
    String name = words.say("a1c.next");
    Optional<A1cForecast> now = programme.analysis().now();
    Optional<A1cForecast> later = programme.analysis().later();
    if (now.isEmpty() || later.isEmpty()) {
      return new Figure(name, words.say("none"), List.of(words.say("a1c.next.none")));
    }
    return new Figure(
        name,
        programme.a1c(now.get().mean()),
        List.of(
            words.say("a1c.next.now", interval(now.get())),
            ifccInterval(now.get()),
            words.say("a1c.next.later", interval(later.get()))));
  }

  private String ifccInterval(A1cForecast forecast) {
    return Math.round(GlycatedHaemoglobin.mmolPerMolOf(forecast.low80()))
        + " – "
        + programme.ifcc(forecast.high80());
  }

  private String interval(A1cForecast forecast) {
    return programme.numbers().onePlace(forecast.low80())
        + " – "
        + programme.a1c(forecast.high80());
  }

  /** What the figures mean, and what they do not. */
  private String sentences() {
    String gap =
        lastGap()
            .map(
                one ->
                    switch (one.meaning()) {
                      case UNKNOWN -> words.say("a1c.meaning.unknown");
                      case AGREE -> words.say("a1c.meaning.agree");
                      case LABORATORY_HIGHER -> words.say("a1c.meaning.higher");
                      case LABORATORY_LOWER -> words.say("a1c.meaning.lower");
                    })
            .orElseGet(() -> words.say("a1c.meaning.unknown"));
    boolean forecast = programme.analysis().now().isPresent();
    String caution = forecast ? "a1c.caution" : "a1c.caution.none";
    String separator = words.say("sentence.separator");
    String without = words.say("a1c.caution.no-laboratory");
    return gap
        + separator
        + words.say(caution)
        + (forecast && last().isEmpty() ? separator + without : "");
  }
}
