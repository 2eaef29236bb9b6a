package io.efollowup.glucose.metrics;

import static io.efollowup.glucose.metrics.RangeLimit.MG_140;
import static io.efollowup.glucose.metrics.RangeLimit.MG_180;
import static io.efollowup.glucose.metrics.RangeLimit.MG_250;
import static io.efollowup.glucose.metrics.RangeLimit.MG_54;
import static io.efollowup.glucose.metrics.RangeLimit.MG_63;
import static io.efollowup.glucose.metrics.RangeLimit.MG_70;

import java.util.Optional;

/**
 * The catalogue of metrics, each with its key and its formula: the one place where a metric is
 * added. Glucose in mg/dL, shares in percent of all readings.
 */
public enum MetricKey {
  MEAN("mean", Formula.measured(1, TraceFigures::mean)),
  MEDIAN("median", quantile(0.5)),
  SD("sd", Formula.measured(2, TraceFigures::standardDeviation)),
  /** Coefficient of variation, percent. */
  CV("cv", Formula.measured(2, f -> 100 * f.standardDeviation() / f.mean())),
  MIN("min", Formula.measured(1, TraceFigures::minimum)),
  MAX("max", Formula.measured(1, TraceFigures::maximum)),
  RANGE("range", Formula.measured(1, f -> f.maximum() - f.minimum())),
  IQR("iqr", Formula.measured(1, f -> f.quantile(0.75) - f.quantile(0.25))),
  MAD("mad", Formula.measured(1, TraceFigures::medianAbsoluteDeviation)),
  Q05("q05", quantile(0.05)),
  Q10("q10", quantile(0.10)),
  Q25("q25", quantile(0.25)),
  Q75("q75", quantile(0.75)),
  Q90("q90", quantile(0.90)),
  Q95("q95", quantile(0.95)),
  /** Glucose management indicator, percent (Bergenstal et al., Diabetes Care 41:2275, 2018). */
  GMI("gmi", Formula.measured(1, f -> 3.31 + 0.02392 * f.mean())),
  /** Estimated HbA1c, percent (Nathan et al., Diabetes Care 31:1473, 2008). */
  EA1C("ea1c", Formula.measured(1, f -> (46.7 + f.mean()) / 28.7)),
  TIR_70_180("tir_70_180", Formula.readings(1, f -> f.percentWithin(MG_70, MG_180))),
  TITR_70_140("titr_70_140", Formula.readings(1, f -> f.percentWithin(MG_70, MG_140))),
  TIR_63_140("tir_63_140", Formula.readings(1, f -> f.percentWithin(MG_63, MG_140))),
  TBR_70("tbr_70", Formula.readings(1, f -> f.percentBelow(MG_70))),
  TBR_54("tbr_54", Formula.readings(1, f -> f.percentBelow(MG_54))),
  TAR_140("tar_140", Formula.readings(1, f -> f.percentAbove(MG_140))),
  TAR_180("tar_180", Formula.readings(1, f -> f.percentAbove(MG_180))),
  TAR_250("tar_250", Formula.readings(1, f -> f.percentAbove(MG_250))),
  /** Share of the expected readings that came, by the trace's own interval. */
  ACTIVE_PERCENT("active_percent", Formula.readings(2, TraceFigures::activePercent)),
  J_INDEX(
      "j_index", Formula.measured(2, f -> 0.001 * Math.pow(f.mean() + f.standardDeviation(), 2)));

  private final String key;
  private final Formula formula;

  MetricKey(String key, Formula formula) {
    this.key = key;
    this.formula = formula;
  }

  /** The name in files and on the command line. */
  public String key() {
    return key;
  }

  /** The metric of this name. */
  public static Optional<MetricKey> ofKey(String key) {
    for (MetricKey metric : values()) {
      if (metric.key.equals(key)) {
        return Optional.of(metric);
      }
    }
    return Optional.empty();
  }

  Formula formula() {
    return formula;
  }

  private static Formula quantile(double probability) {
    return Formula.measured(1, f -> f.quantile(probability));
  }
}
