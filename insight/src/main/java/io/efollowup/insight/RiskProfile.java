package io.efollowup.insight;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.glucose.metrics.MetricTable;
import io.efollowup.glucose.metrics.RangeShares;
import java.util.Optional;

/**
 * The risk of a wear in a few indices. They are defined on fixed limits, whatever the patient's
 * targets are.
 *
 * @param gri glycaemia risk index (Klonoff et al., J Diabetes Sci Technol 17:1226, 2023)
 * @param lbgi low blood glucose index
 * @param hbgi high blood glucose index
 * @param adrr average daily risk range
 */
public record RiskProfile(
    Optional<Gri> gri, Optional<Index> lbgi, Optional<Index> hbgi, Optional<Index> adrr) {

  /**
   * The index and the two parts it is drawn by: 3.0 times the low part plus 1.6 times the high.
   *
   * @param value 0 to 100
   * @param lowComponent percent below 54 mg/dL plus 0.8 times percent 54-69
   * @param highComponent percent above 250 mg/dL plus half the percent 181-250
   */
  public record Gri(double value, double lowComponent, double highComponent) {
    /** The zones, from the least risk to the most: twenty each. */
    public enum Zone {
      A,
      B,
      C,
      D,
      E
    }

    /** The zone of the value. */
    public Zone zone() {
      int index = (int) Math.ceil(value / 20) - 1;
      return Zone.values()[Math.clamp(index, 0, Zone.values().length - 1)];
    }
  }

  /** An index and its class. */
  public record Index(double value, RiskClass level) {}

  static RiskProfile of(GlucoseTrace trace, MetricTable metrics) {
    RangeShares shares = RangeShares.of(trace, GlucoseThresholds.STANDARD);
    return new RiskProfile(
        known(metrics, MetricKey.GRI)
            .map(
                value ->
                    new Gri(
                        value,
                        shares.percent(GlucoseZone.VERY_LOW)
                            + 0.8 * shares.percent(GlucoseZone.LOW),
                        shares.percent(GlucoseZone.VERY_HIGH)
                            + 0.5 * shares.percent(GlucoseZone.HIGH))),
        known(metrics, MetricKey.LBGI).map(v -> new Index(v, RiskClass.ofLbgi(v))),
        known(metrics, MetricKey.HBGI).map(v -> new Index(v, RiskClass.ofHbgi(v))),
        known(metrics, MetricKey.ADRR).map(v -> new Index(v, RiskClass.ofAdrr(v))));
  }

  private static Optional<Double> known(MetricTable metrics, MetricKey key) {
    return metrics.value(key).stream().boxed().findFirst();
  }
}
