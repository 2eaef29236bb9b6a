package io.efollowup.glucose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every metric but two on made-up traces with gaps, some across midnight and some of days, against
 * the plain reading of its definition.
 */
class SlowOracleTest {
  /** Those that {@link MageTest} and {@link PersonalGlycaemicStateTest} look at. */
  private static final EnumSet<MetricKey> ELSEWHERE =
      EnumSet.of(
          MetricKey.MAGE,
          MetricKey.MAGE_PLUS,
          MetricKey.MAGE_MINUS,
          MetricKey.MAGE_MAX,
          MetricKey.MAGE_SERVICE,
          MetricKey.PGS);

  @ParameterizedTest(name = "every {0} minutes for {1} days, from second {2}")
  @CsvSource({
    "1,2,17",
    "3,4,0",
    "3,1,59000",
    "5,9,61",
    "5,3,86100",
    "9,6,40",
    "10,6,5",
    "15,14,130",
    "15,1,0"
  })
  void shouldEqualThePlainReadingOfTheDefinitions(int minutes, int days, long from) {
    for (int seed = 0; seed < 3; seed++) {
      GlucoseTrace trace = trace(minutes, days, from, new Random(seed));
      check(trace, new SlowGrid(trace, minutes), minutes);
    }
  }

  private static void check(GlucoseTrace trace, SlowGrid slow, int minutes) {
    Map<MetricKey, Double> expected = new SlowReadings(trace).metrics(minutes);
    spread(slow, expected);
    changes(slow, minutes, expected);
    episodes(slow, minutes, expected);
    assertThat(expected.keySet()).containsAll(EnumSet.complementOf(ELSEWHERE));
    MetricTable table = GlucoseMetrics.of(trace, ZoneOffset.UTC);
    expected.forEach(
        (key, value) -> {
          if (value.isNaN()) {
            assertThat(table.unavailable(key)).as(key.key()).isPresent();
          } else {
            assertThat(table.value(key).orElseThrow())
                .as(key.key())
                .isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
          }
        });
    profile(trace, slow);
  }

  private static void spread(SlowGrid slow, Map<MetricKey, Double> expected) {
    expected.put(MetricKey.SD_W, SlowStatistics.mean(each(slow.days(), SlowStatistics::deviation)));
    expected.put(
        MetricKey.SD_HHMM, SlowStatistics.deviation(each(slow.times(), SlowStatistics::mean)));
    expected.put(
        MetricKey.SD_WSH, SlowStatistics.mean(each(slow.hours(), SlowStatistics::deviation)));
    expected.put(
        MetricKey.SD_DM, SlowStatistics.deviation(each(slow.days(), SlowStatistics::mean)));
    expected.put(
        MetricKey.SD_B, SlowStatistics.mean(each(slow.times(), SlowStatistics::deviation)));
    expected.put(
        MetricKey.SD_BDM,
        SlowStatistics.mean(each(slow.timesAroundDailyMeans(), SlowStatistics::deviation)));
    List<Double> variations =
        each(slow.days(), day -> 100 * SlowStatistics.deviation(day) / SlowStatistics.mean(day));
    expected.put(MetricKey.CV_MEAN, SlowStatistics.mean(variations));
    expected.put(MetricKey.CV_SD, SlowStatistics.deviation(variations));
    expected.put(MetricKey.AUC_HOURLY, SlowStatistics.mean(slow.areas()));
  }

  private static void changes(SlowGrid slow, int minutes, Map<MetricKey, Double> expected) {
    expected.put(MetricKey.MODD, SlowStatistics.mean(map(slow.changes(1440), Math::abs)));
    int hour = minutes * (int) Math.round(60.0 / minutes);
    expected.put(MetricKey.CONGA_1, SlowStatistics.deviation(slow.changes(hour)));
    expected.put(MetricKey.CONGA_2, SlowStatistics.deviation(slow.changes(2 * hour)));
    expected.put(MetricKey.CONGA_4, SlowStatistics.deviation(slow.changes(4 * hour)));
    expected.put(MetricKey.CONGA_6, SlowStatistics.deviation(slow.changes(6 * hour)));
    expected.put(MetricKey.CONGA_24, SlowStatistics.deviation(slow.changes(24 * hour)));
    List<Double> steps = slow.changes(minutes);
    expected.put(MetricKey.MAG, SlowStatistics.mean(map(steps, d -> Math.abs(d) * 60 / minutes)));
    expected.put(
        MetricKey.GVP,
        100 * SlowStatistics.mean(map(steps, d -> Math.hypot(minutes, d) / minutes)) - 100);
    int rate = minutes == 9 ? 18 : minutes == 10 ? 20 : 15;
    expected.put(
        MetricKey.SD_ROC, SlowStatistics.deviation(map(slow.changes(rate), d -> d / rate)));
  }

  private static void episodes(SlowGrid slow, int minutes, Map<MetricKey, Double> expected) {
    int run = (int) Math.ceil(15.0 / minutes);
    put(MetricKey.HYPO_L1_EPISODES, slow.episodes(70, 999, run, run), minutes, expected);
    put(MetricKey.HYPO_L2_EPISODES, slow.episodes(54, 999, run, run), minutes, expected);
    put(MetricKey.HYPER_L1_EPISODES, slow.episodes(0, 180, run, run), minutes, expected);
    put(MetricKey.HYPER_L2_EPISODES, slow.episodes(0, 250, run, run), minutes, expected);
    expected.put(
        MetricKey.HYPO_EXTENDED_EPISODES,
        (double) slow.episodes(70, 999, 120 / minutes + 1, run).size());
  }

  private static void put(
      MetricKey count, List<Integer> points, int minutes, Map<MetricKey, Double> expected) {
    MetricKey length = MetricKey.ofKey(count.key().replace("episodes", "minutes")).orElseThrow();
    expected.put(count, (double) points.size());
    expected.put(
        length, points.stream().mapToDouble(n -> n * (double) minutes).average().orElse(0));
  }

  private static void profile(GlucoseTrace trace, SlowGrid slow) {
    List<PercentileProfile.Row> rows = PercentileProfile.of(trace, ZoneOffset.UTC).rows();
    assertThat(rows).hasSameSizeAs(slow.times());
    for (PercentileProfile.Row row : rows) {
      List<Double> values =
          slow.values.entrySet().stream()
              .filter(e -> e.getKey() % 86_400 == row.secondOfDay() % 86_400)
              .map(Map.Entry::getValue)
              .sorted()
              .toList();
      assertThat(row.n()).isEqualTo(values.size());
      assertThat(row.p05()).isCloseTo(SlowStatistics.quantile(values, 0.05), within(1e-9));
      assertThat(row.p25()).isCloseTo(SlowStatistics.quantile(values, 0.25), within(1e-9));
      assertThat(row.p50()).isCloseTo(SlowStatistics.quantile(values, 0.50), within(1e-9));
      assertThat(row.p75()).isCloseTo(SlowStatistics.quantile(values, 0.75), within(1e-9));
      assertThat(row.p95()).isCloseTo(SlowStatistics.quantile(values, 0.95), within(1e-9));
    }
  }

  /** Waves and noise from 35 to 320 mg/dL; some readings are missing, some hours, some days. */
  private static GlucoseTrace trace(int minutes, int days, long from, Random random) {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    int missing = 0;
    for (int i = 0; i < days * 1440 / minutes; i++) {
      if (missing == 0 && random.nextInt(180) == 0) {
        missing = random.nextInt(random.nextInt(6) == 0 ? 1800 : 90) / minutes;
      }
      if (missing > 0) {
        missing--;
        continue;
      }
      double hours = i * minutes / 60.0;
      double value =
          160 + 90 * Math.sin(hours / 1.7) + 45 * Math.sin(hours / 5.1) + 8 * random.nextGaussian();
      long jitter = random.nextInt(4) == 0 ? random.nextInt(40) : 0;
      builder.add(
          Traces.START.getEpochSecond() + from + 60L * minutes * i + jitter,
          new GlucoseValue.Measured(Glucose.mgdl(Math.clamp(value, 35, 320))));
    }
    return builder.build();
  }

  private static List<Double> each(
      Collection<List<Double>> groups, ToDoubleFunction<List<Double>> of) {
    return groups.stream().map(of::applyAsDouble).filter(v -> !v.isNaN()).toList();
  }

  private static List<Double> map(List<Double> values, DoubleUnaryOperator of) {
    return values.stream().map(of::applyAsDouble).toList();
  }
}
