package io.efollowup.glucose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseZone;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RangeSharesTest {
  @Test
  void shouldGiveTheTenthsThatAreLeftToTheLargestRemainder() {
    Map<GlucoseZone, Double> shown = shown(5, 7000, 2995);
    assertThat(shown).containsEntry(GlucoseZone.LOW, 0.1);
    assertThat(shown).containsEntry(GlucoseZone.TARGET, 70.0);
    assertThat(shown).containsEntry(GlucoseZone.HIGH, 29.9);
  }

  @Test
  void shouldRoundWholePercentsByLargestRemainder() {
    Map<GlucoseZone, Double> shown = shown(106, 704, 190);
    assertThat(shown).containsEntry(GlucoseZone.LOW, 11.0);
    assertThat(shown).containsEntry(GlucoseZone.TARGET, 70.0);
    assertThat(shown).containsEntry(GlucoseZone.HIGH, 19.0);
  }

  @Test
  void shouldTakeCountsAndKeepThem() {
    long[] counts = {1, 2, 90, 4, 3};
    RangeShares shares = RangeShares.ofCounts(counts);
    counts[2] = 0;

    assertThat(shares.total()).isEqualTo(100);
    assertThat(shares.percent(GlucoseZone.TARGET)).isEqualTo(90);
    assertThat(shares.merging(GlucoseZone.VERY_HIGH, GlucoseZone.HIGH))
        .isEqualTo(RangeShares.ofCounts(new long[] {1, 2, 90, 7, 0}));
  }

  @Test
  void shouldRefuseCountsThatAreNotOnePerZone() {
    assertThatThrownBy(() -> RangeShares.ofCounts(new long[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RangeShares.ofCounts(new long[] {1, 2, 3, -1, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<GlucoseZone, Double> shown(int low, int target, int high) {
    double[] values = new double[low + target + high];
    Arrays.fill(values, 0, low, 60);
    Arrays.fill(values, low, low + target, 120);
    Arrays.fill(values, low + target, values.length, 200);
    return RangeShares.of(Traces.every(5, GlucoseUnit.MG_DL, values), GlucoseThresholds.STANDARD)
        .shown();
  }
}
