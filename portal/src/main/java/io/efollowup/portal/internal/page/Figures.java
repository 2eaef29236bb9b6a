package io.efollowup.portal.internal.page;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.GlucoseMetrics;
import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.glucose.metrics.MetricTable;
import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.RangeBar;
import io.efollowup.portal.internal.view.Sparkline;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.record.Patient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Range bar and key figures of a period with their targets (Battelino et al., Diabetes Care
 * 42:1593, 2019), or how much is missing for them.
 */
final class Figures {
  private static final int BAR_LENGTH = 220;
  private static final Duration LEAST_FOR_RANGES = Duration.ofHours(24);
  private static final double LEAST_DAYS_FOR_GMI = 10;
  private static final double LEAST_ACTIVE = 70;
  private static final double MOST_CV = 36;
  private static final double GMI_GOAL = 7;

  private final Words words;
  private final GlucoseUnit unit;
  private final Patient patient;
  private final GlucoseTrace trace;
  private final MetricTable metrics;
  private final int days;

  /**
   * @param days length of the period
   */
  Figures(Words words, GlucoseUnit unit, Patient patient, GlucoseTrace trace, int days) {
    this.words = words;
    this.unit = unit;
    this.patient = patient;
    this.trace = trace;
    this.metrics = GlucoseMetrics.of(trace, patient.zone());
    this.days = days;
  }

  RangesView ranges() {
    Duration covered = covered();
    if (covered.compareTo(LEAST_FOR_RANGES) < 0) {
      return new RangesView(
          RangeBar.of(new double[GlucoseZone.values().length], BAR_LENGTH),
          List.of(),
          words.say("too-little.ranges", Long.toString(covered.toHours())));
    }
    RangeShares shares = RangeShares.of(trace, patient.thresholds());
    double[] exact = new double[GlucoseZone.values().length];
    for (GlucoseZone zone : GlucoseZone.values()) {
      exact[zone.ordinal()] = shares.percent(zone);
    }
    return new RangesView(RangeBar.of(exact, BAR_LENGTH), lines(shares, exact), "");
  }

  private List<RangesView.Line> lines(RangeShares shares, double[] exact) {
    Map<GlucoseZone, Double> shown = shares.shown();
    double veryLow = exact[GlucoseZone.VERY_LOW.ordinal()];
    double low = veryLow + exact[GlucoseZone.LOW.ordinal()];
    double veryHigh = exact[GlucoseZone.VERY_HIGH.ordinal()];
    double high = veryHigh + exact[GlucoseZone.HIGH.ordinal()];
    double target = exact[GlucoseZone.TARGET.ordinal()];
    List<RangesView.Line> lines = new ArrayList<>();
    lines.add(line(GlucoseZone.VERY_HIGH, shown, "< 5 %", veryHigh < 5));
    lines.add(line(GlucoseZone.HIGH, shown, words.say("goal.with-very", "< 25 %"), high < 25));
    lines.add(line(GlucoseZone.TARGET, shown, "> 70 %", target > 70));
    lines.add(line(GlucoseZone.LOW, shown, words.say("goal.with-very", "< 4 %"), low < 4));
    lines.add(line(GlucoseZone.VERY_LOW, shown, "< 1 %", veryLow < 1));
    return lines;
  }

  private RangesView.Line line(
      GlucoseZone zone, Map<GlucoseZone, Double> shown, String goal, boolean met) {
    String key = Sparkline.zoneClass(zone);
    return new RangesView.Line(
        key,
        words.say("zone." + key),
        limits(zone),
        GlucoseText.shownPercent(shown.get(zone)),
        goal,
        met);
  }

  private String limits(GlucoseZone zone) {
    GlucoseThresholds.Limits limits = patient.thresholds().in(unit);
    String veryLow = GlucoseText.number(limits.veryLow(), unit);
    String low = GlucoseText.number(limits.low(), unit);
    String high = GlucoseText.number(limits.high(), unit);
    String veryHigh = GlucoseText.number(limits.veryHigh(), unit);
    double step = unit == GlucoseUnit.MG_DL ? 1 : 0.1;
    return switch (zone) {
      case VERY_LOW -> "< " + veryLow;
      case LOW -> veryLow + "–" + GlucoseText.number(limits.low() - step, unit);
      case TARGET -> low + "–" + high;
      case HIGH -> GlucoseText.number(limits.high() + step, unit) + "–" + veryHigh;
      case VERY_HIGH -> "> " + veryHigh;
    };
  }

  List<FigureView> keyFigures() {
    return List.of(mean(), gmi(), variation(), active());
  }

  private FigureView mean() {
    OptionalDouble mean = metrics.value(MetricKey.MEAN);
    OptionalDouble sd = metrics.value(MetricKey.SD);
    String goal = "< " + GlucoseText.number(unit == GlucoseUnit.MG_DL ? 154 : 8.6, unit);
    return new FigureView(
        words.say("figure.mean"),
        mean.isPresent() ? GlucoseText.ofMgdl(mean.getAsDouble(), unit) : GlucoseText.NONE,
        unit.symbol(),
        goal,
        mean.isEmpty() || mean.getAsDouble() < 154,
        mean.isPresent() && sd.isPresent()
            ? words.say("figure.mean.detail", count(), GlucoseText.ofMgdl(sd.getAsDouble(), unit))
            : words.say("figure.none"));
  }

  private FigureView gmi() {
    OptionalDouble gmi = metrics.value(MetricKey.GMI);
    double coveredDays = covered().toMinutes() / (24.0 * 60);
    boolean enough = coveredDays >= LEAST_DAYS_FOR_GMI && gmi.isPresent();
    return new FigureView(
        words.say("figure.gmi"),
        enough
            ? GlucoseText.indicator(gmi.getAsDouble(), OptionalDouble.of(GMI_GOAL))
            : GlucoseText.NONE,
        "%",
        "< 7 %",
        !enough || gmi.getAsDouble() < GMI_GOAL,
        enough
            ? words.say("figure.gmi.detail")
            : words.say("too-little.gmi", GlucoseText.decimals(coveredDays, 1)));
  }

  private FigureView variation() {
    OptionalDouble cv = metrics.value(MetricKey.CV);
    boolean enough = covered().compareTo(LEAST_FOR_RANGES) >= 0 && cv.isPresent();
    return new FigureView(
        words.say("figure.cv"),
        enough
            ? GlucoseText.variation(cv.getAsDouble(), OptionalDouble.of(MOST_CV))
            : GlucoseText.NONE,
        "%",
        "≤ 36 %",
        !enough || cv.getAsDouble() <= MOST_CV,
        enough
            ? words.say("figure.cv.detail")
            : words.say("too-little.ranges", Long.toString(covered().toHours())));
  }

  private FigureView active() {
    double active = 100.0 * covered().toMinutes() / (days * 24 * 60.0);
    double shown = Math.min(100, active);
    return new FigureView(
        words.say("figure.active"),
        trace.isEmpty() ? GlucoseText.NONE : GlucoseText.decimals(shown, 0),
        "%",
        "≥ 70 %",
        trace.isEmpty() || shown >= LEAST_ACTIVE,
        words.say("figure.active.detail", count(), Integer.toString(days)));
  }

  private String count() {
    return String.format(java.util.Locale.ROOT, "%,d", trace.size()).replace(',', '\u202f');
  }

  /** Time the readings stand for: their number times their usual distance. */
  private Duration covered() {
    if (trace.size() < 2) {
      return Duration.ZERO;
    }
    long[] steps = new long[trace.size() - 1];
    for (int i = 1; i < trace.size(); i++) {
      steps[i - 1] = trace.epochSecond(i) - trace.epochSecond(i - 1);
    }
    java.util.Arrays.sort(steps);
    return Duration.ofSeconds(steps[steps.length / 2] * trace.size());
  }
}
