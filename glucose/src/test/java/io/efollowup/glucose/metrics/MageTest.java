package io.efollowup.glucose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Excursions of waves whose heights are plain to see. */
class MageTest {
  private static final int QUARTER_DAY = 72;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 15})
  void shouldFindTheHeightOfAWaveAtAnyInterval(int minutes) {
    List<Double> wave = new ArrayList<>();
    wave(wave, 100, 200, 360 / minutes, 4);

    MetricTable table = table(wave, minutes);

    for (MetricKey key :
        List.of(
            MetricKey.MAGE,
            MetricKey.MAGE_PLUS,
            MetricKey.MAGE_MINUS,
            MetricKey.MAGE_MAX,
            MetricKey.MAGE_SERVICE)) {
      assertThat(table.value(key).orElseThrow()).as(key.key()).isCloseTo(100, within(3.0));
    }
  }

  @Test
  void shouldWeighStretchesByTheirLengthAndCutAtMoreThanThreeHours() {
    List<Double> curve = new ArrayList<>();
    wave(curve, 100, 200, QUARTER_DAY, 2);
    missing(curve, 37);
    wave(curve, 120, 180, QUARTER_DAY, 4);

    MetricTable table = table(curve, 5);

    // 145 points of 100 mg/dL, then 289 points of 60 mg/dL.
    double expected = (144 * 100 + 288 * 60) / 432.0;
    assertThat(table.value(MetricKey.MAGE).orElseThrow()).isCloseTo(expected, within(1e-9));
    assertThat(table.value(MetricKey.MAGE_SERVICE).orElseThrow()).isCloseTo(expected, within(1e-9));
  }

  @Test
  void shouldNotCutAtThreeHours() {
    assertThat(twoWaves(36).value(MetricKey.MAGE_PLUS).orElseThrow())
        .isCloseTo((2 * 100 + (180 - 100) + 3 * 60) / 6.0, within(1e-9));
    assertThat(twoWaves(37).value(MetricKey.MAGE_PLUS).orElseThrow())
        .isCloseTo((100 + 60) / 2.0, within(1e-9));
  }

  /** Two rises of 100 mg/dL, a gap of so many points, and four of 60 in the same time. */
  private static MetricTable twoWaves(int gap) {
    List<Double> curve = new ArrayList<>();
    wave(curve, 100, 200, QUARTER_DAY, 2);
    missing(curve, gap);
    wave(curve, 120, 180, QUARTER_DAY / 2, 4);
    return table(curve, 5);
  }

  @Test
  void shouldLeaveOutRisesSmallerThanTheStandardDeviation() {
    List<Double> curve = new ArrayList<>();
    wave(curve, 100, 200, QUARTER_DAY, 1);
    wave(curve, 100, 115, QUARTER_DAY, 2);
    wave(curve, 100, 200, QUARTER_DAY, 1);

    MetricTable table = table(curve, 5);

    assertThat(table.value(MetricKey.MAGE_PLUS).orElseThrow()).isCloseTo(100, within(1e-9));
  }

  @Test
  void shouldTakeFallsWhereTheyComeFirst() {
    List<Double> curve = new ArrayList<>();
    for (int i = 0; i <= QUARTER_DAY; i++) {
      curve.add(300 - 2.5 * i);
    }
    for (int i = 1; i <= QUARTER_DAY; i++) {
      curve.add(120 + 1.25 * i);
    }

    MetricTable table = table(curve, 5);

    assertThat(table.value(MetricKey.MAGE_SERVICE).orElseThrow()).isEqualTo(180);
    assertThat(table.value(MetricKey.MAGE_PLUS).orElseThrow()).isEqualTo(90);
    assertThat(table.value(MetricKey.MAGE_MAX).orElseThrow()).isEqualTo(180);
    assertThat(table.value(MetricKey.MAGE).orElseThrow()).isEqualTo(135);
  }

  @Test
  void shouldSayWhichDirectionIsMissing() {
    List<Double> rise = new ArrayList<>();
    for (int i = 0; i < QUARTER_DAY; i++) {
      rise.add(100.0 + i);
    }

    MetricTable table = table(rise, 5);

    assertThat(table.value(MetricKey.MAGE_PLUS).orElseThrow()).isEqualTo(71);
    assertThat(table.value(MetricKey.MAGE).orElseThrow()).isEqualTo(71);
    assertThat(table.unavailable(MetricKey.MAGE_MINUS).orElseThrow()).contains("without a fall");
    assertThat(table.unavailable(MetricKey.MAGE_MAX)).isPresent();
  }

  @Test
  void shouldLeaveOutAStretchWithoutAnyExcursion() {
    List<Double> curve = new ArrayList<>();
    wave(curve, 100, 200, QUARTER_DAY, 4);
    MetricTable day = table(curve, 5);
    missing(curve, 37);
    curve.addAll(flatThenFalling());

    MetricTable table = table(curve, 5);

    for (MetricKey key : List.of(MetricKey.MAGE, MetricKey.MAGE_PLUS, MetricKey.MAGE_MINUS)) {
      assertThat(table.value(key)).as(key.key()).isPresent().isEqualTo(day.value(key));
    }
  }

  @Test
  void shouldLeaveOneDirectionOpenWhereAStretchHasOnlyTheOther() {
    List<Double> curve = new ArrayList<>();
    wave(curve, 100, 200, QUARTER_DAY, 4);
    missing(curve, 37);
    for (int i = 0; i < QUARTER_DAY; i++) {
      curve.add(100.0 + i);
    }

    MetricTable table = table(curve, 5);

    assertThat(table.value(MetricKey.MAGE_PLUS)).isPresent();
    assertThat(table.unavailable(MetricKey.MAGE_MINUS).orElseThrow()).contains("without a fall");
  }

  @Test
  void shouldHaveNoFigureWhereNoStretchHasAnExcursion() {
    MetricTable table = table(flatThenFalling(), 5);

    assertThat(table.unavailable(MetricKey.MAGE)).isPresent();
    assertThat(table.unavailable(MetricKey.MAGE_PLUS)).isPresent();
    assertThat(table.unavailable(MetricKey.MAGE_MINUS)).isPresent();
  }

  /** Long and varied enough to count, but the averages never cross. */
  private static List<Double> flatThenFalling() {
    List<Double> curve = new ArrayList<>(Collections.nCopies(33, 100.0));
    for (int i = 1; i <= 13; i++) {
      curve.add(100.0 - 5 * i);
    }
    return curve;
  }

  @Test
  void shouldNotLookAtAFlatOrShortTrace() {
    assertThat(table(Collections.nCopies(500, 110.0), 5).unavailable(MetricKey.MAGE).orElseThrow())
        .contains("two hours and 40 minutes");
    List<Double> tooShort = new ArrayList<>();
    wave(tooShort, 100, 200, 30, 1);
    assertThat(table(tooShort, 5).unavailable(MetricKey.MAGE)).isPresent();
  }

  @Test
  void shouldRefuseAGridOfAnotherStep() {
    DayGrid grid =
        DayGrid.of(Traces.every(3, GlucoseUnit.MG_DL, 100, 110, 120), ZoneOffset.UTC).orElseThrow();
    assertThatThrownBy(() -> Mage.of(grid)).isInstanceOf(IllegalArgumentException.class);
  }

  /** From low up to high and down again, in so many points, so many times; ends at low. */
  private static void wave(List<Double> to, double low, double high, int points, int times) {
    for (int i = 0; i < points * times; i++) {
      double phase = i % points / (double) points;
      to.add(low + (high - low) * 2 * Math.min(phase, 1 - phase));
    }
    to.add(low);
  }

  private static void missing(List<Double> to, int points) {
    to.addAll(Collections.nCopies(points, Double.NaN));
  }

  /** The first value stands one step after midnight, where the grid begins. */
  private static MetricTable table(List<Double> values, int minutes) {
    double[] all = new double[values.size() + 1];
    all[0] = Double.NaN;
    for (int i = 1; i < all.length; i++) {
      all[i] = values.get(i - 1);
    }
    GlucoseTrace trace = Traces.every(minutes, GlucoseUnit.MG_DL, all);
    return GlucoseMetrics.of(trace, ZoneOffset.UTC);
  }
}
