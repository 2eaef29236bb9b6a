package io.efollowup.glucose.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodesTest {
  private static final double GONE = Double.NaN;

  @Test
  void shouldBeginWithFifteenMinutesOutsideAndEndBeforeFifteenMinutesBack() {
    List<Episode> episodes =
        low(Traces.mgdl(90, 80, 65, 60, 66, 75, 75, 64, 80, 80, 80, 60, 60, 90, 90));

    assertThat(episodes).hasSize(1);
    Episode episode = episodes.getFirst();
    assertThat(episode.start()).isEqualTo(minute(10));
    assertThat(episode.end()).isEqualTo(minute(40));
    assertThat(episode.duration()).isEqualTo(Duration.ofMinutes(30));
    assertThat(episode.points()).isEqualTo(6);
    assertThat(episode.meanMgdl()).isEqualTo((65 + 60 + 66 + 75 + 75 + 64) / 6.0);
    assertThat(episode.extreme()).isEqualTo(new GlucoseValue.Measured(Glucose.mgdl(60)));
    assertThat(episode.extremeAt()).isEqualTo(minute(15));
    assertThat(episode.recovered()).isTrue();
  }

  @Test
  void shouldEndWhereTheDataBreaksOff() {
    GlucoseTrace trace =
        Traces.mgdl(
            90, 60, 61, 62, GONE, GONE, GONE, GONE, GONE, GONE, GONE, GONE, GONE, GONE, 62, 62, 62);

    List<Episode> episodes = low(trace);

    assertThat(episodes).extracting(Episode::points).containsExactly(3, 3);
    assertThat(episodes).extracting(Episode::recovered).containsExactly(false, false);
  }

  @Test
  void shouldTakeALowOfTheSensorAsBelowEveryLimitWhateverItsLength() {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    for (int i = 0; i < 40; i++) {
      builder.add(
          minute(5 * i).getEpochSecond(),
          i >= 5 && i < 30
              ? GlucoseValue.OutOfRange.LOW
              : new GlucoseValue.Measured(Glucose.mgdl(i == 4 || i == 30 ? 60 : 90)));
    }
    GlucoseTrace trace = builder.build();

    Episode deep = Episodes.of(trace, ZoneOffset.UTC).list(EpisodeKind.HYPO_L2).getFirst();
    Episode extended =
        Episodes.of(trace, ZoneOffset.UTC).list(EpisodeKind.HYPO_EXTENDED).getFirst();

    assertThat(deep.start()).isEqualTo(minute(25));
    assertThat(deep.points()).isEqualTo(25);
    assertThat(deep.extreme()).isEqualTo(GlucoseValue.OutOfRange.LOW);
    assertThat(deep.extremeAt()).isEqualTo(minute(25));
    assertThat(deep.meanMgdl()).isNaN();
    assertThat(extended.points()).isEqualTo(27);
    assertThat(extended.meanMgdl()).isEqualTo(60);
  }

  @Test
  void shouldNotTakeALowOfTheSensorForHigh() {
    GlucoseTrace trace =
        new GlucoseTrace.Builder()
            .add(minute(0).getEpochSecond(), new GlucoseValue.Measured(Glucose.mgdl(300)))
            .add(minute(5).getEpochSecond(), GlucoseValue.OutOfRange.HIGH)
            .add(minute(10).getEpochSecond(), GlucoseValue.OutOfRange.HIGH)
            .add(minute(15).getEpochSecond(), GlucoseValue.OutOfRange.HIGH)
            .build();
    Episodes episodes = Episodes.of(trace, ZoneOffset.UTC);

    assertThat(episodes.list(EpisodeKind.HYPO_L1)).isEmpty();
    assertThat(episodes.list(EpisodeKind.HYPER_L2)).hasSize(1);
    assertThat(episodes.list(EpisodeKind.HYPER_L2).getFirst().extreme())
        .isEqualTo(GlucoseValue.OutOfRange.HIGH);
  }

  @Test
  void shouldCallAnEpisodeExtendedOnlyBeyondTwoHours() {
    double[] twoHours = new double[40];
    Arrays.fill(twoHours, 100);
    Arrays.fill(twoHours, 5, 29, 65);
    double[] longer = twoHours.clone();
    longer[29] = 65;

    assertThat(list(Traces.mgdl(twoHours), EpisodeKind.HYPO_EXTENDED)).isEmpty();
    assertThat(list(Traces.mgdl(longer), EpisodeKind.HYPO_EXTENDED)).hasSize(1);
  }

  @Test
  void shouldJudgeByTheLimitOfTheMeasuredUnitAndKeepTheMeasuredExtreme() {
    GlucoseTrace trace =
        Traces.every(
            3, GlucoseUnit.MMOL_L, 9, 10.0, 10.0, 10.1, 10.2, 10.1, 10.1, 10.3, 9, 9, 9, 9, 9);

    Episode episode = list(trace, EpisodeKind.HYPER_L1).getFirst();

    assertThat(episode.start()).isEqualTo(minute(9));
    assertThat(episode.extreme()).isEqualTo(new GlucoseValue.Measured(Glucose.mmol(10.3)));
    assertThat(episode.recovered()).isTrue();
  }

  @Test
  void shouldBridgeTheHourThatTheClockSkips() {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    long midnight = Instant.parse("2026-03-28T23:00:00Z").getEpochSecond();
    for (int i = 0; i < 100; i++) {
      double value = i >= 20 && i < 30 ? 60 : 100;
      builder.add(midnight + 300L * i, new GlucoseValue.Measured(Glucose.mgdl(value)));
    }

    List<Episode> episodes =
        Episodes.of(builder.build(), ZoneId.of("Europe/Berlin")).list(EpisodeKind.HYPO_L1);

    // From 01:40 to 03:30 on the clock, which is 50 minutes.
    assertThat(episodes).extracting(Episode::points).containsExactly(10);
    assertThat(episodes.getFirst().duration()).isEqualTo(Duration.ofMinutes(50));
  }

  @Test
  void shouldFindNoEpisodeInATraceTooShortForAGrid() {
    assertThat(low(GlucoseTrace.EMPTY)).isEmpty();
    assertThat(low(Traces.mgdl(50))).isEmpty();
    assertThat(low(Traces.every(60, GlucoseUnit.MG_DL, 50, 50, 50, 50))).isEmpty();
  }

  /**
   * AGATA's own test of hypoglycaemic events. It has the second begin after two missing readings,
   * at minute 165; the grid bridges them.
   */
  @Test
  void shouldFindTheEventsThatAgataFindsButForWhatTheGridBridges() {
    double[] values = new double[85];
    Arrays.fill(values, 120);
    Arrays.fill(values, 9, 13, 50);
    Arrays.fill(values, 29, 60, 50);
    Arrays.fill(values, 61, 63, 50);
    Arrays.fill(values, 69, 72, 50);
    Arrays.fill(values, 75, 78, 50);
    Arrays.fill(values, 79, 82, 50);
    values[31] = GONE;
    values[32] = GONE;
    values[80] = GONE;

    List<Episode> episodes = low(Traces.mgdl(values));

    assertThat(episodes)
        .extracting(episode -> Duration.between(Traces.START, episode.start()).toMinutes())
        .containsExactly(45L, 145L, 345L, 375L);
    assertThat(episodes)
        .extracting(episode -> episode.duration().toMinutes())
        .containsExactly(20L, 170L, 15L, 35L);
  }

  private static List<Episode> low(GlucoseTrace trace) {
    return list(trace, EpisodeKind.HYPO_L1);
  }

  private static List<Episode> list(GlucoseTrace trace, EpisodeKind kind) {
    return Episodes.of(trace, ZoneOffset.UTC).list(kind);
  }

  private static Instant minute(int minute) {
    return Traces.START.plusSeconds(60L * minute);
  }
}
