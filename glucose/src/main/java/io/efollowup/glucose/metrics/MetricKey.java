package io.efollowup.glucose.metrics;

import static io.efollowup.glucose.metrics.EpisodeKind.HYPER_L1;
import static io.efollowup.glucose.metrics.EpisodeKind.HYPER_L2;
import static io.efollowup.glucose.metrics.EpisodeKind.HYPO_EXTENDED;
import static io.efollowup.glucose.metrics.EpisodeKind.HYPO_L1;
import static io.efollowup.glucose.metrics.EpisodeKind.HYPO_L2;
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
  /** Glycaemia risk index, 0 to 100. */
  GRI("gri", Formula.readings(1, RiskIndices::gri)),
  /** Continuous glucose monitoring index, 0 to 100. */
  COGI("cogi", Formula.measured(2, RiskIndices::cogi)),
  LBGI("lbgi", Formula.values(RiskIndices::lbgi)),
  HBGI("hbgi", Formula.values(RiskIndices::hbgi)),
  ADRR("adrr", Formula.measured(1, TraceFigures::averageDailyRiskRange)),
  GRADE("grade", Formula.values(RiskIndices::grade)),
  GRADE_EUGLY("grade_eugly", Formula.values(v -> RiskIndices.gradeShare(v, 70, 140))),
  GRADE_HYPER(
      "grade_hyper", Formula.values(v -> RiskIndices.gradeShare(v, Math.nextUp(140.0), 1e9))),
  GRADE_HYPO("grade_hypo", Formula.values(v -> RiskIndices.gradeShare(v, 0, Math.nextDown(80.0)))),
  J_INDEX(
      "j_index", Formula.measured(2, f -> 0.001 * Math.pow(f.mean() + f.standardDeviation(), 2))),
  M_VALUE("m_value", Formula.values(RiskIndices::mValue)),
  IGC("igc", Formula.values(v -> RiskIndices.hyperIndex(v) + RiskIndices.hypoIndex(v))),
  HYPER_INDEX("hyper_index", Formula.values(RiskIndices::hyperIndex)),
  HYPO_INDEX("hypo_index", Formula.values(RiskIndices::hypoIndex)),
  /** Mean of daily differences. */
  MODD("modd", Formula.spread(GridSpread::meanOfDailyDifferences)),
  CONGA_1("conga_1", Formula.grid(g -> GridDifferences.conga(g, 1))),
  CONGA_2("conga_2", Formula.grid(g -> GridDifferences.conga(g, 2))),
  CONGA_4("conga_4", Formula.grid(g -> GridDifferences.conga(g, 4))),
  CONGA_6("conga_6", Formula.grid(g -> GridDifferences.conga(g, 6))),
  CONGA_24("conga_24", Formula.grid(g -> GridDifferences.conga(g, 24))),
  /** Glycaemic variability percentage. */
  GVP("gvp", Formula.grid(GridDifferences::gvp)),
  /** Mean absolute glucose change, mg/dL per hour. */
  MAG("mag", Formula.grid(GridDifferences::mag)),
  /** Area under the curve per hour, mg/dL; the mean over days. */
  AUC_HOURLY("auc_hourly", Formula.spread(GridSpread::hourlyArea)),
  SD_W("sd_w", Formula.spread(GridSpread::withinDays)),
  SD_HHMM("sd_hhmm", Formula.spread(GridSpread::betweenTimesOfDay)),
  SD_WSH("sd_wsh", Formula.spread(GridSpread::withinHours)),
  SD_DM("sd_dm", Formula.spread(GridSpread::betweenDailyMeans)),
  SD_B("sd_b", Formula.spread(GridSpread::betweenDays)),
  SD_BDM("sd_bdm", Formula.spread(GridSpread::betweenDaysAroundDailyMeans)),
  /** Of the rate of change over 15 minutes, mg/dL per minute. */
  SD_ROC("sd_roc", Formula.grid(GridDifferences::deviationOfRate)),
  /** Mean of the days' coefficients of variation, percent. */
  CV_MEAN("cv_mean", Formula.spread(GridSpread::meanVariation)),
  /** Standard deviation of the days' coefficients of variation, percent. */
  CV_SD("cv_sd", Formula.spread(GridSpread::deviationOfVariation)),
  HYPO_L1_EPISODES("hypo_l1_episodes", Formula.episodeCount(HYPO_L1)),
  /** Mean minutes of an episode, as in all that follow. */
  HYPO_L1_MINUTES("hypo_l1_minutes", Formula.episodeMinutes(HYPO_L1)),
  HYPO_L2_EPISODES("hypo_l2_episodes", Formula.episodeCount(HYPO_L2)),
  HYPO_L2_MINUTES("hypo_l2_minutes", Formula.episodeMinutes(HYPO_L2)),
  /** Of more than two hours below 70 mg/dL. */
  HYPO_EXTENDED_EPISODES("hypo_extended_episodes", Formula.episodeCount(HYPO_EXTENDED)),
  HYPER_L1_EPISODES("hyper_l1_episodes", Formula.episodeCount(HYPER_L1)),
  HYPER_L1_MINUTES("hyper_l1_minutes", Formula.episodeMinutes(HYPER_L1)),
  HYPER_L2_EPISODES("hyper_l2_episodes", Formula.episodeCount(HYPER_L2)),
  HYPER_L2_MINUTES("hyper_l2_minutes", Formula.episodeMinutes(HYPER_L2));

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
