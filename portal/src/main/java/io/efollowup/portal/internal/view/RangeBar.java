package io.efollowup.portal.internal.view;

import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How readings divide among the zones, as a bar; even a small share stays visible. */
public record RangeBar(int length, List<Part> parts) {
  private static final double SMALLEST = 3;

  /** One zone: where it begins along the bar and how long it is. */
  public record Part(String zone, String start, String size) {}

  /**
   * A bar from very low to very high.
   *
   * @param percents by zone, in the zones' order; all zero for an empty bar
   */
  public static RangeBar of(double[] percents, int length) {
    double[] sizes = new double[percents.length];
    double taken = 0;
    double rest = 0;
    for (int i = 0; i < percents.length; i++) {
      boolean small = percents[i] > 0 && percents[i] / 100 * length < SMALLEST;
      sizes[i] = small ? SMALLEST : percents[i] / 100 * length;
      taken += small ? SMALLEST : 0;
      rest += small ? 0 : sizes[i];
    }
    double scale = rest > 0 ? (length - taken) / rest : 1;
    List<Part> parts = new ArrayList<>();
    double start = 0;
    for (GlucoseZone zone : GlucoseZone.values()) {
      double size = sizes[zone.ordinal()];
      if (size <= 0) {
        continue;
      }
      double shown = size <= SMALLEST ? size : size * scale;
      parts.add(new Part(Sparkline.zoneClass(zone), number(start), number(shown)));
      start += shown;
    }
    return new RangeBar(length, parts);
  }

  /** The bar of shares as they are told. */
  public static RangeBar of(RangeShares shares, int length) {
    double[] percents = new double[GlucoseZone.values().length];
    for (GlucoseZone zone : GlucoseZone.values()) {
      percents[zone.ordinal()] = shares.percent(zone);
    }
    return of(percents, length);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
