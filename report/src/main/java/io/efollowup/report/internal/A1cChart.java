package io.efollowup.report.internal;

import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.insight.A1cForecast;
import io.efollowup.insight.GlucoseEstimates;
import io.efollowup.insight.LaboratoryValue;
import io.efollowup.insight.RollingFigure;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** HbA1c over time: measured, estimated from glucose, and to come. */
final class A1cChart {
  private static final float LABELS = 26;
  private static final float LEGEND = 12;
  private static final Type VALUE = new Type(7, true, Ink.TEXT);

  private final Canvas canvas;
  private final Programme programme;
  private final Words words;
  private final LocalDate first;
  private final long days;
  private final double bottom;
  private final double top;

  A1cChart(Canvas canvas, Programme programme) {
    this.canvas = canvas;
    this.programme = programme;
    this.words = programme.words();
    this.first = programme.analysis().period().firstDay();
    List<A1cForecast> outlook = programme.analysis().outlook();
    LocalDate end = programme.analysis().period().lastDay().plusDays(outlook.isEmpty() ? 1 : 93);
    this.days = end.toEpochDay() - first.toEpochDay();
    this.bottom = Math.floor(Math.min(6, shown().min().orElse(6) - 0.3));
    this.top = Math.ceil(Math.max(8, shown().max().orElse(8) + 0.3));
  }

  private DoubleStream shown() {
    DoubleStream forecast =
        programme.analysis().outlook().stream()
            .flatMapToDouble(f -> DoubleStream.of(f.low80(), f.high80()));
    DoubleStream measured = laboratory().mapToDouble(value -> value.value().percent());
    DoubleStream estimated =
        programme.analysis().rolling().stream()
            .flatMap(f -> Stream.of(f.mean14(), f.mean90()))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(mean -> GlucoseEstimates.gmi(mean.getAsDouble()));
    return DoubleStream.concat(forecast, DoubleStream.concat(measured, estimated));
  }

  private Stream<LaboratoryValue> laboratory() {
    return programme.analysis().laboratory().stream().filter(value -> !day(value).isBefore(first));
  }

  private LocalDate day(LaboratoryValue value) {
    return value.at().atZone(programme.analysis().zone()).toLocalDate();
  }

  void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("a1c.chart"));
    Wrapped.draw(
        canvas,
        new Box(inner.x(), inner.y() - 5, inner.width(), 10),
        words.say("a1c.chart.note"),
        Type.SMALL);
    Box plot = inner.inset(LABELS, LEGEND + 10, LABELS + 6, 12);
    canvas.figure(inner.inset(0, LEGEND, 0, 0), description(), () -> chart(plot));
  }

  private String description() {
    String measured =
        String.join(
            ", ",
            laboratory()
                .map(value -> words.date(day(value)) + " " + programme.a1c(value.value().percent()))
                .toList());
    return words.say(
        "a1c.chart.alt",
        words.period(programme.analysis().period()),
        measured.isEmpty() ? words.say("none") : measured);
  }

  private void chart(Box plot) {
    ground(plot);
    fan(plot);
    goal(plot);
    estimate(plot, RollingFigure::mean14, Ink.FAINT, 0.9f);
    estimate(plot, RollingFigure::mean90, Ink.TEXT, 1.8f);
    laboratory().forEach(value -> diamond(plot, value));
    boolean any = shown().findAny().isPresent();
    if (!any) {
      canvas.text(
          plot.x() + plot.width() / 2,
          plot.y() + plot.height() * 0.3f,
          words.say("a1c.chart.nothing"),
          Type.NOTE,
          Canvas.Align.CENTRE);
    }
  }

  private void ground(Box plot) {
    canvas.text(plot.x() - 4, plot.y() - 6, "%", Type.TICK, Canvas.Align.RIGHT);
    canvas.text(plot.right() + 4, plot.y() - 6, "mmol/mol", Type.TICK);
    for (int percent = (int) bottom; percent <= top; percent++) {
      float y = y(plot, percent);
      canvas.line(plot.x(), y, plot.right(), y, Ink.LINE, 0.5f);
      canvas.text(plot.x() - 4, y + 2.3f, Integer.toString(percent), Type.TICK, Canvas.Align.RIGHT);
      long ifcc = Math.round(GlycatedHaemoglobin.mmolPerMolOf(percent));
      canvas.text(plot.right() + 4, y + 2.3f, Long.toString(ifcc), Type.TICK);
    }
    LocalDate month = first.withDayOfMonth(1);
    for (; day(month) <= days; month = month.plusMonths(1)) {
      float x = Math.max(plot.x(), x(plot, month));
      if (day(month) >= 0) {
        canvas.line(x, plot.y(), x, plot.bottom(), Ink.LINE, 0.5f);
        canvas.text(x, plot.bottom() + 9, words.shortDate(month), Type.TICK, Canvas.Align.CENTRE);
      }
    }
    float now = x(plot, programme.analysis().period().lastDay().plusDays(1));
    Canvas.Align align =
        programme.analysis().outlook().isEmpty() ? Canvas.Align.RIGHT : Canvas.Align.CENTRE;
    canvas.dashed(now, plot.y() - 2, now, plot.bottom(), Ink.MUTED, 0.7f);
    canvas.text(now, plot.y() - 5, words.say("a1c.chart.now"), Type.TICK, align);
  }

  private void fan(Box plot) {
    List<A1cForecast> outlook = programme.analysis().outlook();
    if (outlook.isEmpty()) {
      return;
    }
    band(plot, outlook, A1cForecast::low80, A1cForecast::high80, Ink.FORECAST_OUTER);
    band(plot, outlook, A1cForecast::low50, A1cForecast::high50, Ink.FORECAST_INNER);
    for (int i = 1; i < outlook.size(); i++) {
      A1cForecast from = outlook.get(i - 1);
      A1cForecast to = outlook.get(i);
      canvas.dashed(
          x(plot, from.on()),
          y(plot, from.mean()),
          x(plot, to.on()),
          y(plot, to.mean()),
          Ink.FORECAST,
          1.3f);
    }
    A1cForecast last = outlook.getLast();
    canvas.text(
        x(plot, last.on()) - 3,
        y(plot, last.mean()) - 4,
        programme.a1c(last.mean()),
        VALUE.in(Ink.FORECAST),
        Canvas.Align.RIGHT);
  }

  private void band(
      Box plot,
      List<A1cForecast> outlook,
      Function<A1cForecast, Double> low,
      Function<A1cForecast, Double> high,
      Ink ink) {
    int n = outlook.size();
    float[] xs = new float[2 * n];
    float[] ys = new float[2 * n];
    for (int i = 0; i < n; i++) {
      xs[i] = x(plot, outlook.get(i).on());
      ys[i] = y(plot, high.apply(outlook.get(i)));
      xs[2 * n - 1 - i] = xs[i];
      ys[2 * n - 1 - i] = y(plot, low.apply(outlook.get(i)));
    }
    canvas.polygon(xs, ys, 2 * n, ink);
  }

  /** The patient's own goal for HbA1c, if there is one. */
  private void goal(Box plot) {
    programme.analysis().goals().stream()
        .filter(progress -> progress.goal().measure() == GoalMeasure.HBA1C)
        .mapToDouble(progress -> progress.goal().value())
        .filter(value -> value >= bottom && value <= top)
        .forEach(
            value -> {
              float y = y(plot, value);
              canvas.line(plot.x(), y, plot.right(), y, Ink.TARGET, 0.9f);
              String text = words.say("a1c.chart.goal", programme.a1c(value));
              canvas.text(plot.x() + 3, y - 2.5f, text, Type.TICK.in(Ink.TARGET).heavy());
            });
  }

  private void estimate(
      Box plot, Function<RollingFigure, OptionalDouble> mean, Ink ink, float thickness) {
    List<RollingFigure> rolling = programme.analysis().rolling();
    float[] xs = new float[rolling.size()];
    float[] ys = new float[rolling.size()];
    int n = 0;
    for (int i = 0; i <= rolling.size(); i++) {
      OptionalDouble value =
          i == rolling.size() ? OptionalDouble.empty() : mean.apply(rolling.get(i));
      if (value.isPresent()) {
        xs[n] = x(plot, rolling.get(i).day());
        ys[n++] = y(plot, GlucoseEstimates.gmi(value.getAsDouble()));
        continue;
      }
      if (n == 1) {
        canvas.dot(xs[0], ys[0], thickness, ink);
      } else if (n > 1) {
        canvas.polyline(xs, ys, n, ink, thickness);
      }
      n = 0;
    }
  }

  private void diamond(Box plot, LaboratoryValue value) {
    float x = x(plot, day(value));
    float y = y(plot, value.value().percent());
    canvas.polygon(
        new float[] {x - 4, x, x + 4, x}, new float[] {y, y - 4, y, y + 4}, 4, Ink.ACCENT);
    String text = programme.a1c(value.value().percent());
    float half = canvas.widthOf(text, VALUE) / 2;
    float now = x(plot, programme.analysis().period().lastDay().plusDays(1));
    float most = x <= now ? now - 3 : plot.right();
    float middle = Math.max(plot.x() + half, Math.min(most - half, x));
    boolean above = y - 14 > plot.y();
    canvas.text(middle, above ? y - 6.5f : y + 12, text, VALUE, Canvas.Align.CENTRE);
  }

  private long day(LocalDate date) {
    return date.toEpochDay() - first.toEpochDay();
  }

  private float x(Box plot, LocalDate date) {
    return plot.x() + (float) day(date) / days * plot.width();
  }

  private float y(Box plot, double percent) {
    double within = Math.max(bottom, Math.min(top, percent));
    return (float) (plot.bottom() - (within - bottom) / (top - bottom) * plot.height());
  }
}
