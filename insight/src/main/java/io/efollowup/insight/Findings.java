package io.efollowup.insight;

import io.efollowup.glucose.metrics.MetricTable;
import io.efollowup.glucose.metrics.RangeShares;
import java.util.List;

/** Puts the findings of a wear together. */
final class Findings {
  private Findings() {}

  static WearFindings of(
      Wear wear,
      List<Stretch> stretches,
      RangeShares shares,
      MetricTable metrics,
      Sufficiency sufficiency) {
    List<MealOccasion> meals = MealOccasions.of(wear);
    WearFindings findings =
        new WearFindings(
            TimeBlocks.of(wear, meals),
            Nights.of(wear, meals),
            MealReviews.of(wear, meals),
            Effects.of(wear, meals),
            StretchReview.of(wear, stretches),
            Recurrences.of(wear, Extremes::isBelowTarget),
            Recurrences.of(wear, Extremes::isAboveTarget),
            RiskProfile.of(wear.trace(), metrics),
            List.of());
    return findings.with(TalkingPoints.of(wear, findings, shares, metrics, sufficiency));
  }
}
