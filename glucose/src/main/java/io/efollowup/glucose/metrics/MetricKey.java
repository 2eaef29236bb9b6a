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
import java.util.function.DoublePredicate;

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
  LBGI("lbgi", Formula.measured(1, RiskIndices::lbgi)),
  HBGI("hbgi", Formula.measured(1, RiskIndices::hbgi)),
  ADRR("adrr", Formula.measured(1, TraceFigures::averageDailyRiskRange)),
  GRADE("grade", Formula.measured(1, RiskIndices::grade)),
  GRADE_EUGLY("grade_eugly", gradeShare(g -> g >= 70 && g <= 140)),
  GRADE_HYPER("grade_hyper", gradeShare(g -> g > 140)),
  GRADE_HYPO("grade_hypo", gradeShare(g -> g < 80)),
  J_INDEX(
      "j_index", Formula.measured(2, f -> 0.001 * Math.pow(f.mean() + f.standardDeviation(), 2))),
  M_VALUE("m_value", Formula.values(RiskIndices::mValue)),
  IGC("igc", Formula.values(v -> RiskIndices.hyperIndex(v) + RiskIndices.hypoIndex(v))),
  HYPER_INDEX("hyper_index", Formula.values(RiskIndices::hyperIndex)),
  HYPO_INDEX("hypo_index", Formula.values(RiskIndices::hypoIndex)),
  /** Mean amplitude of glycaemic excursions, rises and falls alike. */
  MAGE("mage", Formula.mage("any", Mage::average)),
  /** Of the rises alone. */
  MAGE_PLUS("mage_plus", Formula.mage("a rise", Mage::plus)),
  /** Of the falls alone. */
  MAGE_MINUS("mage_minus", Formula.mage("a fall", Mage::minus)),
  /** The larger of rises and falls, stretch by stretch. */
  MAGE_MAX("mage_max", Formula.mage("a rise or a fall", Mage::larger)),
  /** Rises or falls, whichever come first: the original definition. */
  MAGE_SERVICE("mage_service", Formula.mage("any", Mage::service)),
  /** Mean of daily differences. */
  MODD(
      "modd",
      Formula.spread(
          "values at the same time of day on two days running",
          GridSpread::meanOfDailyDifferences)),
  CONGA_1("conga_1", conga(1)),
  CONGA_2("conga_2", conga(2)),
  CONGA_4("conga_4", conga(4)),
  CONGA_6("conga_6", conga(6)),
  CONGA_24("conga_24", conga(24)),
  /** Glycaemic variability percentage. */
  GVP("gvp", Formula.grid(Formula.NEIGHBOURS, GridDifferences::gvp)),
  /** Mean absolute glucose change, mg/dL per hour. */
  MAG("mag", Formula.grid(Formula.NEIGHBOURS, GridDifferences::mag)),
  /** Personal glycaemic state; lower is better. */
  PGS("pgs", Formula.pgs()),
  /** Area under the curve per hour, mg/dL; the mean over days. */
  AUC_HOURLY("auc_hourly", Formula.spread(Formula.NEIGHBOURS, GridSpread::hourlyArea)),
  SD_W("sd_w", Formula.spread(Formula.NEIGHBOURS, GridSpread::withinDays)),
  SD_HHMM("sd_hhmm", Formula.spread(Formula.NEIGHBOURS, GridSpread::betweenTimesOfDay)),
  SD_WSH("sd_wsh", Formula.spread(Formula.NEIGHBOURS, GridSpread::withinHours)),
  SD_DM("sd_dm", Formula.spread("values on two days", GridSpread::betweenDailyMeans)),
  SD_B(
      "sd_b",
      Formula.spread("values at the same time of day on two days", GridSpread::betweenDays)),
  SD_BDM(
      "sd_bdm",
      Formula.spread(
          "values at the same time of day on two days", GridSpread::betweenDaysAroundDailyMeans)),
  /** Of the rate of change over 15 minutes, mg/dL per minute. */
  SD_ROC("sd_roc", Formula.grid("two changes over 15 minutes", GridDifferences::deviationOfRate)),
  /** Mean of the days' coefficients of variation, percent. */
  CV_MEAN("cv_mean", Formula.spread(Formula.NEIGHBOURS, GridSpread::meanVariation)),
  /** Standard deviation of the days' coefficients of variation, percent. */
  CV_SD(
      "cv_sd",
      Formula.spread("two values or more on each of two days", GridSpread::deviationOfVariation)),
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

  private static Formula gradeShare(DoublePredicate range) {
    return Formula.measured(1, f -> RiskIndices.gradeShare(f, range));
  }

  private static Formula conga(int hours) {
    return Formula.grid(
        "two changes over %d hour%s, to a tenth, in whole steps of the interval"
            .formatted(hours, hours == 1 ? "" : "s"),
        grid -> GridDifferences.conga(grid, hours));
  }
}
