package io.efollowup.glucose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class MetricPropertiesTest {
  private static final Instant START = Instant.parse("2026-05-10T06:00:00Z");
  private static final Set<MetricKey> JUDGED_BY_UNIT =
      EnumSet.of(
          MetricKey.TIR_70_180,
          MetricKey.TITR_70_140,
          MetricKey.TIR_63_140,
          MetricKey.TBR_70,
          MetricKey.TBR_54,
          MetricKey.TAR_140,
          MetricKey.TAR_180,
          MetricKey.TAR_250,
          MetricKey.GRI,
          MetricKey.HYPO_L1_EPISODES,
          MetricKey.HYPO_L1_MINUTES,
          MetricKey.HYPO_L2_EPISODES,
          MetricKey.HYPO_L2_MINUTES,
          MetricKey.HYPO_EXTENDED_EPISODES,
          MetricKey.HYPER_L1_EPISODES,
          MetricKey.HYPER_L1_MINUTES,
          MetricKey.HYPER_L2_EPISODES,
          MetricKey.HYPER_L2_MINUTES,
          MetricKey.COGI,
          MetricKey.PGS,
          // Their sharp limits at 70, 80 and 140 mg/dL part values that rounding moves.
          MetricKey.GRADE_EUGLY,
          MetricKey.GRADE_HYPER,
          MetricKey.GRADE_HYPO);

  @Property(tries = 200)
  void rangesAddUpToAHundredPercent(@ForAll("readings") List<GlucoseReading> readings) {
    MetricTable table = GlucoseMetrics.of(GlucoseTrace.of(readings), ZoneOffset.UTC);
    assertThat(
            known(table, MetricKey.TBR_70)
                + known(table, MetricKey.TIR_70_180)
                + known(table, MetricKey.TAR_180))
        .isCloseTo(100, within(1e-9));
    assertThat(
            known(table, MetricKey.TBR_70)
                + known(table, MetricKey.TITR_70_140)
                + known(table, MetricKey.TAR_140))
        .isCloseTo(100, within(1e-9));
  }

  @Property(tries = 500)
  void shownSharesAddUpToExactlyAHundred(@ForAll("readings") List<GlucoseReading> readings) {
    RangeShares shares = RangeShares.of(GlucoseTrace.of(readings), GlucoseThresholds.STANDARD);
    long tenths = shares.shown().values().stream().mapToLong(v -> Math.round(v * 10)).sum();
    assertThat(tenths).isEqualTo(1000);
    shares
        .shown()
        .forEach((zone, value) -> assertThat(value).isCloseTo(shares.percent(zone), within(1.2)));
  }

  @Property(tries = 100)
  void metricsDoNotDependOnTheOrderOfReadings(
      @ForAll("readings") List<GlucoseReading> readings, @ForAll long seed) {
    List<GlucoseReading> shuffled = new ArrayList<>(readings);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(GlucoseMetrics.of(GlucoseTrace.of(shuffled), ZoneOffset.UTC))
        .isEqualTo(GlucoseMetrics.of(GlucoseTrace.of(readings), ZoneOffset.UTC));
  }

  @Property(tries = 100)
  void metricsDoNotChangeWhenReadingsAreRepeated(
      @ForAll("readings") List<GlucoseReading> readings) {
    List<GlucoseReading> twice = new ArrayList<>(readings);
    twice.addAll(readings.subList(readings.size() / 2, readings.size()));
    assertThat(GlucoseMetrics.of(GlucoseTrace.of(twice), ZoneOffset.UTC))
        .isEqualTo(GlucoseMetrics.of(GlucoseTrace.of(readings), ZoneOffset.UTC));
  }

  @Property(tries = 200)
  void episodesFollowEachOtherAndReachBeyondTheirLimit(
      @ForAll("readings") List<GlucoseReading> readings, @ForAll EpisodeKind kind) {
    GlucoseTrace trace = GlucoseTrace.of(readings);
    List<Episode> episodes = Episodes.of(trace, ZoneOffset.UTC).list(kind);
    Instant free = Instant.MIN;
    for (Episode episode : episodes) {
      assertThat(episode.start()).isAfterOrEqualTo(free);
      assertThat(episode.end()).isAfter(episode.start());
      assertThat(isOutside(episode.extreme(), kind)).isTrue();
      assertThat(episode.extremeAt())
          .isBetween(
              episode.start().minus(Duration.ofMinutes(45)),
              episode.end().plus(Duration.ofMinutes(45)));
      free = episode.end();
    }
    MetricTable table = GlucoseMetrics.of(trace, ZoneOffset.UTC);
    MetricKey count = MetricKey.valueOf(kind.name() + "_EPISODES");
    if (table.value(count).isPresent()) {
      assertThat(known(table, count)).isEqualTo(episodes.size());
    } else {
      assertThat(episodes).isEmpty();
    }
  }

  private static boolean isOutside(GlucoseValue extreme, EpisodeKind kind) {
    return switch (extreme) {
      case GlucoseValue.Measured(Glucose glucose) ->
          kind.side() == EpisodeKind.Side.BELOW
              ? glucose.mgdl() < kind.limit().in(GlucoseUnit.MG_DL)
              : glucose.mgdl() > kind.limit().in(GlucoseUnit.MG_DL);
      case GlucoseValue.OutOfRange.LOW -> kind.side() == EpisodeKind.Side.BELOW;
      case GlucoseValue.OutOfRange.HIGH -> kind.side() == EpisodeKind.Side.ABOVE;
    };
  }

  @Property(tries = 100)
  void metricsDoNotChangeByAShiftOfWholeDays(
      @ForAll("readings") List<GlucoseReading> readings, @ForAll("days") int days) {
    GlucoseTrace trace = GlucoseTrace.of(readings);
    GlucoseTrace shifted =
        GlucoseTrace.of(
            readings.stream().map(r -> at(r.at().plus(Duration.ofDays(days)), r.value())).toList());
    assertThat(GlucoseMetrics.of(shifted, ZoneOffset.UTC))
        .isEqualTo(GlucoseMetrics.of(trace, ZoneOffset.UTC));
    assertThat(PercentileProfile.of(shifted, ZoneOffset.UTC))
        .isEqualTo(PercentileProfile.of(trace, ZoneOffset.UTC));
  }

  @Property(tries = 100)
  void statisticsDoNotDependOnTheMeasuredUnit(@ForAll("readings") List<GlucoseReading> readings) {
    MetricTable expected = GlucoseMetrics.of(GlucoseTrace.of(readings), ZoneOffset.UTC);
    List<GlucoseReading> converted =
        readings.stream().map(r -> at(r.at(), inMmol(r.value()))).toList();
    MetricTable actual = GlucoseMetrics.of(GlucoseTrace.of(converted), ZoneOffset.UTC);
    for (MetricKey key : EnumSet.complementOf(EnumSet.copyOf(JUDGED_BY_UNIT))) {
      assertThat(actual.unavailable(key)).as(key.key()).isEqualTo(expected.unavailable(key));
      if (expected.value(key).isPresent()) {
        double value = known(expected, key);
        assertThat(known(actual, key))
            .as(key.key())
            .isCloseTo(value, within(1e-6 * (1 + Math.abs(value))));
      }
    }
  }

  @Provide
  Arbitrary<Integer> days() {
    return Arbitraries.integers().between(-4000, 4000);
  }

  @Provide
  Arbitrary<List<GlucoseReading>> readings() {
    Arbitrary<GlucoseValue> measured =
        Arbitraries.integers()
            .between(20, 600)
            .map(v -> new GlucoseValue.Measured(Glucose.mgdl(v)));
    Arbitrary<GlucoseValue> outside = Arbitraries.of(GlucoseValue.OutOfRange.class).map(v -> v);
    Arbitrary<GlucoseValue> values =
        Arbitraries.frequencyOf(Tuple.of(20, measured), Tuple.of(1, outside));
    return Combinators.combine(
            values.list().ofMinSize(1).ofMaxSize(600),
            Arbitraries.of(60, 180, 300, 900),
            Arbitraries.longs())
        .as(MetricPropertiesTest::readings);
  }

  /** One reading after another, now and then a gap of up to a day and a half. */
  private static List<GlucoseReading> readings(List<GlucoseValue> values, int seconds, long seed) {
    Random random = new Random(seed);
    List<GlucoseReading> readings = new ArrayList<>();
    Instant at = START;
    for (GlucoseValue value : values) {
      readings.add(at(at, value));
      boolean gap = random.nextInt(100) == 0;
      at = at.plusSeconds(gap ? 600 + random.nextInt(36 * 3600) : seconds);
    }
    return readings;
  }

  private static GlucoseReading at(Instant at, GlucoseValue value) {
    return new GlucoseReading(at, ZoneOffset.UTC, value, OptionalDouble.empty());
  }

  private static GlucoseValue inMmol(GlucoseValue value) {
    return value instanceof GlucoseValue.Measured(Glucose glucose)
        ? new GlucoseValue.Measured(new Glucose(glucose.mmol(), GlucoseUnit.MMOL_L))
        : value;
  }

  private static double known(MetricTable table, MetricKey key) {
    return table.value(key).orElseThrow();
  }
}
