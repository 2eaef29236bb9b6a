package io.efollowup.glucose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlucoseMetricsTest {
  /** AGATA's own test vector; the figures it asserts are facts of the definitions. */
  private static final GlucoseTrace AGATA =
      Traces.mgdl(40, 50, 50, 80, 120, 120, 200, 200, 260, 260);

  @Test
  void shouldAgreeWithAgataWhereDefinitionsAgree() {
    MetricTable table = GlucoseMetrics.of(AGATA, ZoneOffset.UTC);
    assertMetric(table, MetricKey.J_INDEX, 50.17, 0.005);
    assertMetric(table, MetricKey.CV, 62.32, 0.005);
    assertMetric(table, MetricKey.SD, 86, 0.005);
    assertMetric(table, MetricKey.RANGE, 220, 1e-12);
    assertMetric(table, MetricKey.GMI, 6.61, 0.005);
    assertMetric(table, MetricKey.LBGI, 8.543, 0.001);
    assertMetric(table, MetricKey.HBGI, 7.292, 0.001);
    assertMetric(table, MetricKey.ADRR, 61.128, 0.005);
    assertMetric(table, MetricKey.GRADE, 14.525, 0.001);
    assertMetric(table, MetricKey.GRADE_EUGLY, 3.608, 0.001);
    assertMetric(table, MetricKey.GRADE_HYPER, 48.293, 0.001);
    assertMetric(table, MetricKey.GRADE_HYPO, 48.100, 0.001);
    assertMetric(table, MetricKey.IQR, 142.5, 1e-12);
    assertMetric(table, MetricKey.COGI, 18.68, 0.02);
    MetricTable gri =
        GlucoseMetrics.of(
            Traces.mgdl(40, 80, 60, 80, 120, 120, 120, 200, 260, 260), ZoneOffset.UTC);
    assertMetric(gri, MetricKey.GRI, 94, 1e-9);
  }

  @Test
  void shouldGiveAnUnchangingTraceNoSpreadAndNoExcursions() {
    double[] steady = new double[3 * 288];
    Arrays.fill(steady, 110);
    MetricTable table = GlucoseMetrics.of(Traces.mgdl(steady), ZoneOffset.UTC);
    for (MetricKey key : MetricKey.values()) {
      if (key.key().startsWith("mage")) {
        assertThat(table.unavailable(key)).as(key.key()).isPresent();
      } else {
        assertThat(table.value(key)).as(key.key()).isPresent();
      }
    }
    for (MetricKey key :
        List.of(
            MetricKey.SD,
            MetricKey.CV,
            MetricKey.MODD,
            MetricKey.CONGA_24,
            MetricKey.GVP,
            MetricKey.MAG,
            MetricKey.SD_BDM,
            MetricKey.SD_ROC)) {
      assertMetric(table, key, 0, 1e-9);
    }
    assertMetric(table, MetricKey.AUC_HOURLY, 110, 1e-9);
  }

  @Test
  void shouldHaveNoFigureBetweenDaysForOneDay() {
    double[] day = new double[280];
    Arrays.setAll(day, i -> 120 + 40 * Math.sin(i / 20.0));
    MetricTable table = GlucoseMetrics.of(Traces.mgdl(day), ZoneOffset.UTC);
    assertThat(
            Arrays.stream(MetricKey.values())
                .filter(key -> table.unavailable(key).isPresent())
                .map(MetricKey::key))
        .containsExactly("modd", "conga_24", "sd_dm", "sd_b", "sd_bdm", "cv_sd");
    assertThat(table.unavailable(MetricKey.MODD))
        .hasValue("It needs values at the same time of day on two days running.");
    assertThat(table.unavailable(MetricKey.CONGA_24))
        .hasValue(
            "It needs two changes over 24 hours, to a tenth, in whole steps of the interval.");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 90, 1440})
  void shouldNotDrawACurveThroughReadingsHoursApart(int minutes) {
    double[] values = new double[40];
    Arrays.setAll(values, i -> 100 + i % 7);
    MetricTable table =
        GlucoseMetrics.of(Traces.every(minutes, GlucoseUnit.MG_DL, values), ZoneOffset.UTC);
    assertThat(table.value(MetricKey.MEAN)).isPresent();
    for (MetricKey key : EnumSet.range(MetricKey.MAGE, MetricKey.HYPER_L2_MINUTES)) {
      assertThat(table.unavailable(key))
          .as(key.key())
          .hasValue("It needs readings at most 45 minutes apart.");
    }
  }

  @Test
  void shouldTakeTheNearestWholeNumberOfStepsForAnHour() {
    // An hour is 7 steps of 9 minutes, and 24 hours are 24 times as many, as iglu has it.
    double[] ramp = new double[400];
    Arrays.setAll(ramp, i -> 100 + 0.25 * i + 10 * (i % 7));
    MetricTable table = GlucoseMetrics.of(Traces.every(9, GlucoseUnit.MG_DL, ramp), ZoneOffset.UTC);
    for (MetricKey key : EnumSet.range(MetricKey.CONGA_1, MetricKey.CONGA_24)) {
      assertMetric(table, key, 0, 1e-9);
    }
  }

  @Test
  void shouldHaveNoChangeOverHoursWhereNoNumberOfStepsIsNearAnHour() {
    double[] ramp = new double[400];
    Arrays.setAll(ramp, i -> 100 + i % 7);
    assertThat(
            GlucoseMetrics.of(Traces.every(18, GlucoseUnit.MG_DL, ramp), ZoneOffset.UTC)
                .value(MetricKey.CONGA_1))
        .isPresent();
    MetricTable table =
        GlucoseMetrics.of(Traces.every(45, GlucoseUnit.MG_DL, ramp), ZoneOffset.UTC);
    assertThat(table.unavailable(MetricKey.CONGA_1))
        .hasValue("It needs two changes over 1 hour, to a tenth, in whole steps of the interval.");
    assertThat(table.unavailable(MetricKey.CONGA_2)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"24, 2, 5", "24, 24, 60", "36, 4, 7", "40, 2, 3", "45, 4, 5", "45, 24, 32"})
  void shouldTakeStepsOverAllHoursWhereNoneIsNearOne(int interval, int hours, int steps) {
    // A period of exactly so many steps: nothing changes over them, and over no other number.
    double[] wave = new double[600];
    Arrays.setAll(wave, i -> 100 + (i % steps) * (i % steps));
    MetricTable table =
        GlucoseMetrics.of(Traces.every(interval, GlucoseUnit.MG_DL, wave), ZoneOffset.UTC);
    assertThat(table.unavailable(MetricKey.CONGA_1)).isPresent();
    assertMetric(table, MetricKey.ofKey("conga_" + hours).orElseThrow(), 0, 1e-9);
  }

  @Test
  void shouldCountAnHourOfLowAsAnEpisodeAndNotAsAValue() {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    for (int i = 0; i < 288; i++) {
      builder.add(
          300L * i,
          i >= 100 && i < 112
              ? GlucoseValue.OutOfRange.LOW
              : new GlucoseValue.Measured(Glucose.mgdl(100)));
    }
    MetricTable table = GlucoseMetrics.of(builder.build(), ZoneOffset.UTC);
    assertMetric(table, MetricKey.MIN, 100, 0);
    assertMetric(table, MetricKey.TBR_54, 100.0 * 12 / 288, 1e-12);
    assertMetric(table, MetricKey.HYPO_L2_EPISODES, 1, 0);
    assertMetric(table, MetricKey.HYPO_L2_MINUTES, 60, 0);
    assertMetric(table, MetricKey.HYPER_L1_EPISODES, 0, 0);
    assertMetric(table, MetricKey.CONGA_1, 0, 0);
  }

  @Test
  void shouldFindAnEpisodeWhereTheSensorNeverToldANumber() {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    for (int i = 0; i < 20; i++) {
      builder.add(300L * i, GlucoseValue.OutOfRange.HIGH);
    }
    MetricTable table = GlucoseMetrics.of(builder.build(), ZoneOffset.UTC);
    assertMetric(table, MetricKey.TAR_250, 100, 0);
    assertMetric(table, MetricKey.HYPER_L2_EPISODES, 1, 0);
    assertThat(table.value(MetricKey.MEAN)).isEmpty();
    assertThat(table.value(MetricKey.PGS)).isEmpty();
    assertThat(table.unavailable(MetricKey.GVP))
        .hasValue("It needs at least 2 readings with a number; the trace has 0.");
  }

  @Test
  void shouldTakeBothEndsOfARangeInside() {
    MetricTable table =
        GlucoseMetrics.of(
            Traces.mgdl(53.9, 54, 69.9, 70, 140, 140.1, 180, 180.1, 250, 250.1), ZoneOffset.UTC);
    assertMetric(table, MetricKey.TBR_54, 10, 1e-12);
    assertMetric(table, MetricKey.TBR_70, 30, 1e-12);
    assertMetric(table, MetricKey.TITR_70_140, 20, 1e-12);
    assertMetric(table, MetricKey.TIR_70_180, 40, 1e-12);
    assertMetric(table, MetricKey.TAR_140, 50, 1e-12);
    assertMetric(table, MetricKey.TAR_180, 30, 1e-12);
    assertMetric(table, MetricKey.TAR_250, 10, 1e-12);
  }

  @Test
  void shouldJudgeRangesInTheMeasuredUnit() {
    GlucoseTrace trace =
        Traces.every(3, GlucoseUnit.MMOL_L, 2.9, 3.0, 3.9, 7.8, 10.0, 10.1, 13.9, 14.0);
    MetricTable table = GlucoseMetrics.of(trace, ZoneOffset.UTC);
    assertMetric(table, MetricKey.TBR_54, 12.5, 1e-12);
    assertMetric(table, MetricKey.TBR_70, 25, 1e-12);
    assertMetric(table, MetricKey.TITR_70_140, 25, 1e-12);
    assertMetric(table, MetricKey.TIR_70_180, 37.5, 1e-12);
    assertMetric(table, MetricKey.TAR_180, 37.5, 1e-12);
    assertMetric(table, MetricKey.TAR_250, 12.5, 1e-12);
  }

  @Test
  void shouldCountOutOfRangeReadingsInTheOutermostRangeAndInNoMean() {
    GlucoseTrace trace =
        new GlucoseTrace.Builder()
            .add(0, new GlucoseValue.Measured(Glucose.mgdl(100)))
            .add(300, GlucoseValue.OutOfRange.LOW)
            .add(600, GlucoseValue.OutOfRange.HIGH)
            .add(900, new GlucoseValue.Measured(Glucose.mgdl(120)))
            .build();
    MetricTable table = GlucoseMetrics.of(trace, ZoneOffset.UTC);
    assertMetric(table, MetricKey.MEAN, 110, 1e-12);
    assertMetric(table, MetricKey.MIN, 100, 1e-12);
    assertMetric(table, MetricKey.TBR_54, 25, 1e-12);
    assertMetric(table, MetricKey.TAR_250, 25, 1e-12);
    assertMetric(table, MetricKey.TIR_70_180, 50, 1e-12);
    assertMetric(table, MetricKey.ACTIVE_PERCENT, 100, 1e-12);
  }

  @Test
  void shouldSayWhyAnEmptyTraceHasNoMetric() {
    MetricTable table = GlucoseMetrics.of(GlucoseTrace.EMPTY, ZoneOffset.UTC);
    assertThat(table.values()).hasSize(MetricKey.values().length);
    for (MetricKey key : MetricKey.values()) {
      assertThat(table.value(key)).as(key.key()).isEmpty();
      assertThat(table.unavailable(key).orElseThrow()).as(key.key()).endsWith(".");
    }
  }

  @Test
  void shouldGiveOneReadingItsMeanButNoDeviation() {
    MetricTable table = GlucoseMetrics.of(Traces.mgdl(100), ZoneOffset.UTC);
    assertMetric(table, MetricKey.MEAN, 100, 0);
    assertThat(table.value(MetricKey.SD)).isEmpty();
    assertThat(table.unavailable(MetricKey.SD))
        .hasValue("It needs at least 2 readings with a number; the trace has 1.");
  }

  @Test
  void shouldFindNoEpisodeAtTheLimitOfTheMeasuredUnit() {
    double[] atLimit = new double[20];
    Arrays.fill(atLimit, 10.0);
    GlucoseTrace trace = Traces.every(5, GlucoseUnit.MMOL_L, atLimit);
    MetricTable table = GlucoseMetrics.of(trace, ZoneOffset.UTC);
    assertMetric(table, MetricKey.HYPER_L1_EPISODES, 0, 0);
  }

  @Test
  void shouldFindMetricByItsKey() {
    assertThat(MetricKey.ofKey("tir_70_180")).hasValue(MetricKey.TIR_70_180);
    assertThat(MetricKey.ofKey("nonsense")).isEmpty();
  }

  private static void assertMetric(MetricTable table, MetricKey key, double value, double by) {
    assertThat(table.value(key).orElseThrow()).as(key.key()).isCloseTo(value, within(by));
  }
}
