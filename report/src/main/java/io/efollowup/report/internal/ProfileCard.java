package io.efollowup.report.internal;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.metrics.PercentileProfile;
import io.efollowup.glucose.metrics.PercentileProfile.Row;
import io.efollowup.insight.Sufficiency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The percentile curve, midnight to midnight. */
final class ProfileCard {
  /** With fewer days than this the outer percentiles are little more than single curves. */
  private static final int FEW_DAYS = 5;

  private static final double[] PERCENTILES = {5, 25, 50, 75, 95};
  private static final float LABEL_APART = 7;
  private static final int LABELLED_FROM = 86_400 - 3600;

  private final Canvas canvas;
  private final Report report;
  private final Words words;

  ProfileCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
  }

  void draw(Box card) {
    draw(card, isMeaningful() ? Optional.empty() : Optional.of(words.say("profile.missing")));
  }

  /**
   * Draws the card.
   *
   * @param instead the sentence that stands where the curve would, if there is none
   */
  void draw(Box card, Optional<String> instead) {
    Box inner = Card.draw(canvas, card, words.say("profile"));
    canvas.text(
        card.right() - Card.PADDING,
        card.y() + Card.PADDING + 7,
        report.options().unit().symbol(),
        Type.NOTE,
        Canvas.Align.RIGHT);
    canvas.text(inner.x(), inner.y() + 2, note(), Type.SMALL);
    Box plot = inner.inset(24, 14, 22, 10);
    canvas.figure(inner, words.say("profile.alt", report.period()), () -> chart(plot, instead));
  }

  private void chart(Box plot, Optional<String> instead) {
    PlotGround ground = new PlotGround(canvas, report);
    ground.drawLarge(plot);
    if (instead.isEmpty()) {
      List<List<Row>> segments = segments();
      canvas.clipped(plot, () -> drawCurve(plot, ground, segments));
      if (!segments.isEmpty() && segments.getLast().size() > 1) {
        label(plot, segments.getLast().getLast());
      }
    } else {
      ground.drawInstead(plot, instead.get());
    }
  }

  private String note() {
    boolean few = isMeaningful() && report.analysis().sufficiency().sensorDays() < FEW_DAYS;
    return words.say("profile.note") + (few ? " " + words.say("profile.few-days") : "");
  }

  private boolean isMeaningful() {
    return switch (report.analysis().sufficiency().level()) {
      case NOTHING, TOO_SHORT -> false;
      case SPARSE, ENOUGH ->
          report.analysis().sufficiency().hoursWorn() >= Sufficiency.HOURS_NEEDED;
    };
  }

  /** Rows without a missing time of day between them. */
  private List<List<Row>> segments() {
    PercentileProfile profile = report.analysis().profile();
    List<List<Row>> segments = new ArrayList<>();
    List<Row> current = new ArrayList<>();
    for (Row row : SmoothProfile.ordered(profile)) {
      boolean missing =
          !current.isEmpty()
              && row.secondOfDay() - current.getLast().secondOfDay()
                  > profile.intervalMinutes() * 60;
      if (missing) {
        segments.add(current);
        current = new ArrayList<>();
      }
      current.add(row);
    }
    if (!current.isEmpty()) {
      segments.add(current);
    }
    return segments;
  }

  private void drawCurve(Box plot, PlotGround ground, List<List<Row>> segments) {
    for (List<Row> rows : segments) {
      band(plot, rows, Row::p05, Row::p95, Ink.BAND_OUTER);
      band(plot, rows, Row::p25, Row::p75, Ink.BAND_INNER);
    }
    ground.drawTargetLimits(plot);
    segments.forEach(rows -> median(plot, rows));
  }

  /** Names the percentiles at the end of the day, pushed apart where they lie close. */
  private void label(Box plot, Row last) {
    if (last.secondOfDay() < LABELLED_FROM) {
      return;
    }
    double[] values = {last.p05(), last.p25(), last.p50(), last.p75(), last.p95()};
    float[] ys = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      ys[i] = y(plot, values[i]);
    }
    ys[3] = Math.min(ys[3], ys[2] - LABEL_APART);
    ys[4] = Math.min(ys[4], ys[3] - LABEL_APART);
    ys[1] = Math.max(ys[1], ys[2] + LABEL_APART);
    ys[0] = Math.max(ys[0], ys[1] + LABEL_APART);
    // Clear of the hours below and of the card's head above.
    float under = Math.max(0, ys[0] - (plot.bottom() - 3));
    float over = Math.max(0, plot.y() - ys[4]);
    for (int i = 0; i < values.length; i++) {
      Type type = i == 2 ? Type.TICK.heavy().in(Ink.TEXT) : Type.TICK;
      float y = ys[i] - under + over + 2.3f;
      canvas.text(plot.right() + 3, y, report.numbers().percent(PERCENTILES[i]), type);
    }
  }

  private void median(Box plot, List<Row> rows) {
    float[] xs = new float[rows.size()];
    float[] ys = new float[rows.size()];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = Scale.x(rows.get(i).secondOfDay(), plot);
      ys[i] = y(plot, rows.get(i).p50());
    }
    canvas.polyline(xs, ys, xs.length, Ink.TEXT, 1.6f);
  }

  private void band(
      Box plot, List<Row> rows, ToDoubleFunction<Row> low, ToDoubleFunction<Row> high, Ink ink) {
    int n = rows.size();
    float[] xs = new float[2 * n];
    float[] ys = new float[2 * n];
    for (int i = 0; i < n; i++) {
      Row row = rows.get(i);
      xs[i] = Scale.x(row.secondOfDay(), plot);
      ys[i] = y(plot, high.applyAsDouble(row));
      xs[2 * n - 1 - i] = xs[i];
      ys[2 * n - 1 - i] = y(plot, low.applyAsDouble(row));
    }
    canvas.polygon(xs, ys, 2 * n, ink);
  }

  private float y(Box plot, double mgdl) {
    return report.scale().y(Glucose.mgdl(mgdl).in(report.options().unit()), plot);
  }
}
