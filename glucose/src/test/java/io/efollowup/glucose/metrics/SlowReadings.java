package io.efollowup.glucose.metrics;

import io.efollowup.glucose.GlucoseTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The metrics of readings alone, written as plainly as docs/metrics.md puts them: all readings have
 * a number in mg/dL, days are in UTC.
 */
final class SlowReadings {
  private final GlucoseTrace trace;
  private final List<Double> values;

  SlowReadings(GlucoseTrace trace) {
    this.trace = trace;
    this.values = IntStream.range(0, trace.size()).mapToObj(trace::mgdl).toList();
  }

  Map<MetricKey, Double> metrics(int interval) {
    Map<MetricKey, Double> metrics = new EnumMap<>(MetricKey.class);
    statistics(metrics);
    ranges(metrics);
    risks(metrics);
    quality(metrics);
    metrics.put(MetricKey.ACTIVE_PERCENT, active(interval));
    return metrics;
  }

  private void statistics(Map<MetricKey, Double> metrics) {
    double mean = SlowStatistics.mean(values);
    double sd = SlowStatistics.deviation(values);
    double median = quantile(0.5);
    metrics.put(MetricKey.MEAN, mean);
    metrics.put(MetricKey.MEDIAN, median);
    metrics.put(MetricKey.SD, sd);
    metrics.put(MetricKey.CV, sd / mean * 100);
    metrics.put(MetricKey.MIN, values.stream().min(Comparator.naturalOrder()).orElseThrow());
    metrics.put(MetricKey.MAX, values.stream().max(Comparator.naturalOrder()).orElseThrow());
    metrics.put(MetricKey.RANGE, metrics.get(MetricKey.MAX) - metrics.get(MetricKey.MIN));
    metrics.put(MetricKey.IQR, quantile(0.75) - quantile(0.25));
    List<Double> distances = values.stream().map(g -> Math.abs(g - median)).sorted().toList();
    metrics.put(MetricKey.MAD, 1.4826 * SlowStatistics.quantile(distances, 0.5));
    metrics.put(MetricKey.Q05, quantile(0.05));
    metrics.put(MetricKey.Q10, quantile(0.10));
    metrics.put(MetricKey.Q25, quantile(0.25));
    metrics.put(MetricKey.Q75, quantile(0.75));
    metrics.put(MetricKey.Q90, quantile(0.90));
    metrics.put(MetricKey.Q95, quantile(0.95));
    metrics.put(MetricKey.GMI, 3.31 + 0.02392 * mean);
    metrics.put(MetricKey.EA1C, (mean + 46.7) / 28.7);
    metrics.put(MetricKey.J_INDEX, (mean + sd) * (mean + sd) / 1000);
  }

  private void ranges(Map<MetricKey, Double> metrics) {
    metrics.put(MetricKey.TIR_70_180, percent(g -> 70 <= g && g <= 180));
    metrics.put(MetricKey.TITR_70_140, percent(g -> 70 <= g && g <= 140));
    metrics.put(MetricKey.TIR_63_140, percent(g -> 63 <= g && g <= 140));
    metrics.put(MetricKey.TBR_70, percent(g -> g < 70));
    metrics.put(MetricKey.TBR_54, percent(g -> g < 54));
    metrics.put(MetricKey.TAR_140, percent(g -> g > 140));
    metrics.put(MetricKey.TAR_180, percent(g -> g > 180));
    metrics.put(MetricKey.TAR_250, percent(g -> g > 250));
    double gri =
        3 * percent(g -> g < 54)
            + 2.4 * percent(g -> g >= 54 && g < 70)
            + 1.6 * percent(g -> g > 250)
            + 0.8 * percent(g -> g > 180 && g <= 250);
    metrics.put(MetricKey.GRI, gri > 100 ? 100 : gri);
    double low = percent(g -> g < 70);
    double sd = SlowStatistics.deviation(values);
    metrics.put(
        MetricKey.COGI,
        percent(g -> 70 <= g && g <= 180) / 2
            + (low >= 15 ? 0 : 35 * (15 - low) / 15)
            + (sd <= 18 ? 15 : sd >= 108 ? 0 : 15 * (108 - sd) / 90));
  }

  private void risks(Map<MetricKey, Double> metrics) {
    metrics.put(MetricKey.LBGI, mean(g -> g < 112.5 && f(g) < 0 ? 22.77 * f(g) * f(g) : 0));
    metrics.put(MetricKey.HBGI, mean(g -> g >= 112.5 && f(g) > 0 ? 22.77 * f(g) * f(g) : 0));
    Map<Long, List<Double>> days =
        IntStream.range(0, trace.size())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    i -> trace.epochSecond(i) / 86_400,
                    Collectors.mapping(values::get, Collectors.toList())));
    List<Double> daily = new ArrayList<>();
    for (List<Double> day : days.values()) {
      double lowest = Math.min(0, day.stream().mapToDouble(SlowReadings::f).min().orElseThrow());
      double highest = Math.max(0, day.stream().mapToDouble(SlowReadings::f).max().orElseThrow());
      daily.add(22.77 * (lowest * lowest + highest * highest));
    }
    metrics.put(MetricKey.ADRR, SlowStatistics.mean(daily));
  }

  private void quality(Map<MetricKey, Double> metrics) {
    double grade = mean(SlowReadings::grade);
    metrics.put(MetricKey.GRADE, grade);
    metrics.put(MetricKey.GRADE_EUGLY, mean(g -> 70 <= g && g <= 140 ? grade(g) : 0) / grade * 100);
    metrics.put(MetricKey.GRADE_HYPER, mean(g -> g > 140 ? grade(g) : 0) / grade * 100);
    metrics.put(MetricKey.GRADE_HYPO, mean(g -> g < 80 ? grade(g) : 0) / grade * 100);
    metrics.put(MetricKey.M_VALUE, mean(g -> Math.pow(10 * Math.abs(Math.log10(g / 90)), 3)));
    double hyper = mean(g -> g > 140 ? Math.pow(g - 140, 1.1) / 30 : 0);
    double hypo = mean(g -> g < 80 ? Math.pow(80 - g, 2) / 30 : 0);
    metrics.put(MetricKey.HYPER_INDEX, hyper);
    metrics.put(MetricKey.HYPO_INDEX, hypo);
    metrics.put(MetricKey.IGC, hyper + hypo);
  }

  /** One reading an interval is due from first to last; of a gap all but the one that ends it. */
  private double active(int interval) {
    double span = (trace.epochSecond(trace.size() - 1) - trace.epochSecond(0)) / 60.0;
    double due = Math.rint(Math.rint(span) / interval) + 1;
    long missing = 0;
    for (int i = 1; i < trace.size(); i++) {
      long seconds = trace.epochSecond(i) - trace.epochSecond(i - 1);
      missing += Math.rint(seconds / 60.0) > interval ? seconds - 60L * interval : 0;
    }
    return 100 * (due - Math.rint(missing / 60.0 / interval)) / due;
  }

  private static double f(double mgdl) {
    return Math.pow(Math.log(mgdl), 1.084) - 5.381;
  }

  private static double grade(double mgdl) {
    return Math.min(50, 425 * Math.pow(Math.log10(Math.log10(mgdl / 18)) + 0.16, 2));
  }

  private double percent(DoublePredicate range) {
    return 100.0 * stream().filter(range).count() / values.size();
  }

  private double mean(DoubleUnaryOperator of) {
    return stream().map(of).average().orElseThrow();
  }

  private double quantile(double p) {
    return SlowStatistics.quantile(values.stream().sorted().toList(), p);
  }

  private DoubleStream stream() {
    return values.stream().mapToDouble(Double::doubleValue);
  }
}
