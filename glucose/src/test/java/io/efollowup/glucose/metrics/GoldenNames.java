package io.efollowup.glucose.metrics;

import java.util.HashMap;
import java.util.Map;

/** What iglu calls the metrics: {@code function/metric} to our key. */
final class GoldenNames {
  private static final String PAIRS =
      """
      mean_glu/mean mean
      median_glu/median median
      sd_glu/SD sd
      cv_glu/CV cv
      quantile_glu/0 min
      quantile_glu/100 max
      range_glu/range range
      iqr_glu/IQR iqr
      mad_glu/MAD mad
      quantile_glu/5 q05
      quantile_glu/10 q10
      quantile_glu/25 q25
      quantile_glu/75 q75
      quantile_glu/90 q90
      quantile_glu/95 q95
      gmi/GMI gmi
      ea1c/eA1C ea1c
      in_range_percent/in_range_70_180 tir_70_180
      in_range_percent/in_range_70_140 titr_70_140
      in_range_percent/in_range_63_140 tir_63_140
      below_percent/below_70 tbr_70
      below_percent/below_54 tbr_54
      above_percent/above_140 tar_140
      above_percent/above_180 tar_180
      above_percent/above_250 tar_250
      active_percent/active_percent active_percent
      j_index/J_index j_index
      gri/GRI gri
      cogi/COGI cogi
      lbgi/LBGI lbgi
      hbgi/HBGI hbgi
      adrr/ADRR adrr
      grade/GRADE grade
      grade_eugly/GRADE_eugly grade_eugly
      grade_hyper/GRADE_hyper grade_hyper
      grade_hypo/GRADE_hypo grade_hypo
      m_value/M_value m_value
      igc/IGC igc
      hyper_index/hyper_index hyper_index
      hypo_index/hypo_index hypo_index
      mage_avg/MAGE mage
      mage_plus/MAGE mage_plus
      mage_minus/MAGE mage_minus
      mage_max/MAGE mage_max
      mage_service/MAGE mage_service
      pgs/PGS pgs
      modd/MODD modd
      conga_n1/CONGA conga_1
      conga_n2/CONGA conga_2
      conga_n4/CONGA conga_4
      conga_n6/CONGA conga_6
      conga_n24/CONGA conga_24
      gvp/GVP gvp
      mag/MAG mag
      sd_measures/SDw sd_w
      sd_measures/SDhhmm sd_hhmm
      sd_measures/SDwsh sd_wsh
      sd_measures/SDdm sd_dm
      sd_measures/SDb sd_b
      sd_measures/SDbdm sd_bdm
      sd_roc/sd_roc sd_roc
      cv_measures/CVmean cv_mean
      cv_measures/CVsd cv_sd
      episode_calculation/hypo_lv1_total_episodes hypo_l1_episodes
      episode_calculation/hypo_lv1_avg_ep_duration hypo_l1_minutes
      episode_calculation/hypo_lv2_total_episodes hypo_l2_episodes
      episode_calculation/hypo_lv2_avg_ep_duration hypo_l2_minutes
      episode_calculation/hypo_extended_total_episodes hypo_extended_episodes
      episode_calculation/hyper_lv1_total_episodes hyper_l1_episodes
      episode_calculation/hyper_lv1_avg_ep_duration hyper_l1_minutes
      episode_calculation/hyper_lv2_total_episodes hyper_l2_episodes
      episode_calculation/hyper_lv2_avg_ep_duration hyper_l2_minutes
      """;

  private GoldenNames() {}

  static Map<String, String> ofIglu() {
    Map<String, String> names = new HashMap<>();
    PAIRS.lines().map(line -> line.split(" ")).forEach(pair -> names.put(pair[0], pair[1]));
    return names;
  }
}
