package io.efollowup.report.internal;

import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;

/**
 * The shares of the five zones as a bar, very low on the left, and as the sums that people read.
 */
final class ShareBar {
  private ShareBar() {}

  static void draw(Canvas canvas, Box bar, RangeShares shares) {
    float x = bar.x();
    for (GlucoseZone zone : GlucoseZone.values()) {
      float width = (float) (shares.percent(zone) / 100 * bar.width());
      if (width > 0) {
        canvas.fill(new Box(x, bar.y(), width, bar.height()), Ink.of(zone));
        x += width;
      }
    }
  }

  static String target(Report report, RangeShares shares) {
    return report.numbers().share(shares, GlucoseZone.TARGET);
  }

  static String low(Report report, RangeShares shares) {
    return report.numbers().share(shares, GlucoseZone.LOW);
  }

  static String high(Report report, RangeShares shares) {
    return report.numbers().share(shares, GlucoseZone.HIGH);
  }
}
