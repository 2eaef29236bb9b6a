package io.efollowup.report.internal;

import io.efollowup.insight.RiskProfile.Gri;
import java.util.Optional;

/**
 * The grid of the glycaemia risk index: the low component to the right, the high component upward,
 * and the lines between the zones A to E, each a fifth of the whole.
 */
final class RiskGrid {
  private static final double LOW_TO = 30;
  private static final double HIGH_TO = 60;
  private static final double LOW_WEIGHT = 3.0;
  private static final double HIGH_WEIGHT = 1.6;
  private static final int ZONES = 5;

  private final Canvas canvas;
  private final Report report;

  RiskGrid(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
  }

  void draw(Box box, Optional<Gri> gri) {
    Box plot = box.inset(26, 4, 4, 22);
    canvas.clipped(plot, () -> zones(plot));
    canvas.frame(plot, Ink.FAINT, 0.6f);
    letters(plot);
    for (int low = 0; low <= LOW_TO; low += 10) {
      canvas.text(
          x(plot, low), plot.bottom() + 8, Integer.toString(low), Type.TICK, Canvas.Align.CENTRE);
    }
    for (int high = 0; high <= HIGH_TO; high += 20) {
      canvas.text(
          plot.x() - 6,
          y(plot, high) + 2.3f,
          Integer.toString(high),
          Type.TICK,
          Canvas.Align.RIGHT);
    }
    float middle = plot.x() + plot.width() / 2;
    String low = report.words().say("risk.grid.low");
    canvas.text(middle, plot.bottom() + 17, low, Type.TICK, Canvas.Align.CENTRE);
    canvas.text(plot.x() + 3, plot.y() + 8, report.words().say("risk.grid.high"), Type.TICK);
    gri.ifPresent(value -> mark(plot, value));
  }

  /** From the outermost zone inward, each over the one before. */
  private void zones(Box plot) {
    canvas.fill(plot, Ink.RISK_E);
    Ink[] inks = {Ink.RISK_A, Ink.RISK_B, Ink.RISK_C, Ink.RISK_D};
    for (int zone = ZONES - 1; zone >= 1; zone--) {
      double limit = zone * 100.0 / ZONES;
      float right = x(plot, limit / LOW_WEIGHT);
      float top = y(plot, limit / HIGH_WEIGHT);
      canvas.polygon(
          new float[] {plot.x(), right, plot.x()},
          new float[] {top, plot.bottom(), plot.bottom()},
          3,
          inks[zone - 1]);
    }
  }

  private void letters(Box plot) {
    for (int zone = 0; zone < ZONES; zone++) {
      double along = (zone + 0.5) * 100.0 / ZONES;
      double low = along * 0.7 / LOW_WEIGHT;
      double high = along * 0.3 / HIGH_WEIGHT;
      String letter = Character.toString('A' + zone);
      float base = Math.min(y(plot, high) + 3, plot.bottom() - 2.5f);
      canvas.text(x(plot, low), base, letter, Type.SMALL.heavy(), Canvas.Align.CENTRE);
    }
  }

  private void mark(Box plot, Gri gri) {
    float x = x(plot, Math.min(LOW_TO, gri.lowComponent()));
    float y = y(plot, Math.min(HIGH_TO, gri.highComponent()));
    canvas.dot(x, y, 3.6f, Ink.WHITE);
    canvas.dot(x, y, 2.8f, Ink.TEXT);
  }

  private static float x(Box plot, double low) {
    return (float) (plot.x() + low / LOW_TO * plot.width());
  }

  private static float y(Box plot, double high) {
    return (float) (plot.bottom() - high / HIGH_TO * plot.height());
  }
}
