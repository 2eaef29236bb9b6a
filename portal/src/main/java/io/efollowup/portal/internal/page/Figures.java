package io.efollowup.portal.internal.page;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.metrics.GlucoseMetrics;
import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.glucose.metrics.MetricTable;
import io.efollowup.insight.Targets;
import io.efollowup.portal.internal.view.GlucoseText;
import io.efollowup.portal.internal.view.Words;
import io.efollowup.record.Patient;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Range bar and key figures of a period beside the goals of the patient's targets, or how much is
 * missing for them.
 */
final class Figures {
  private static final Duration LEAST_FOR_RANGES = Duration.ofHours(24);
  private static final double LEAST_DAYS_FOR_GMI = 10;
  private static final double LEAST_ACTIVE = 70;

  private final Words words;
  private final GlucoseUnit unit;
  private final Targets targets;
  private final JudgedFigures judged;
  private final GlucoseTrace trace;
  private final MetricTable metrics;
  private final int days;

  /**
   * @param days length of the period
   */
  Figures(Words words, GlucoseUnit unit, Patient patient, GlucoseTrace trace, int days) {
    this.words = words;
    this.unit = unit;
    this.targets = Targets.of(patient.targets());
    this.judged = new JudgedFigures(words, unit, targets);
    this.trace = trace;
    this.metrics = GlucoseMetrics.of(trace, patient.zone());
    this.days = days;
  }

  RangesView ranges() {
    Duration covered = covered();
    if (covered.compareTo(LEAST_FOR_RANGES) < 0) {
      return RangeLines.tooLittle(tooLittleForRanges());
    }
    return new RangeLines(words, unit, targets, targets.shares(trace), true).view();
  }

  private String tooLittleForRanges() {
    return words.say("too-little.ranges", Long.toString(covered().toHours()));
  }

  List<FigureView> keyFigures() {
    return List.of(mean(), gmi(), variation(), active());
  }

  private FigureView mean() {
    OptionalDouble mean = metrics.value(MetricKey.MEAN);
    OptionalDouble sd = metrics.value(MetricKey.SD);
    return judged.mean(
        mean,
        mean.isPresent() && sd.isPresent()
            ? words.say("figure.mean.detail", count(), GlucoseText.ofMgdl(sd.getAsDouble(), unit))
            : words.say("figure.none"));
  }

  private FigureView gmi() {
    OptionalDouble gmi = metrics.value(MetricKey.GMI);
    double coveredDays = covered().toMinutes() / (24.0 * 60);
    boolean enough = coveredDays >= LEAST_DAYS_FOR_GMI && gmi.isPresent();
    return judged.gmi(
        enough ? gmi : OptionalDouble.empty(),
        enough
            ? words.say("figure.gmi.detail")
            : words.say("too-little.gmi", GlucoseText.decimals(coveredDays, 1)));
  }

  private FigureView variation() {
    OptionalDouble cv = metrics.value(MetricKey.CV);
    boolean enough = covered().compareTo(LEAST_FOR_RANGES) >= 0 && cv.isPresent();
    return judged.variation(
        enough ? cv : OptionalDouble.empty(),
        enough ? words.say("figure.cv.detail") : tooLittleForRanges());
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
