package io.efollowup.forecast.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.forecast.GlucoseRisk.Limit;
import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.quality.GlucoseEvents.Event;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.metrics.EpisodeKind;
import io.efollowup.glucose.metrics.Episodes;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GlucoseEventsTest {
  private static final Map<Limit, EpisodeKind> KINDS =
      Map.of(
          Limit.BELOW_54, EpisodeKind.HYPO_L2,
          Limit.BELOW_70, EpisodeKind.HYPO_L1,
          Limit.ABOVE_180, EpisodeKind.HYPER_L1,
          Limit.ABOVE_250, EpisodeKind.HYPER_L2);

  @Test
  void shouldBeginAndEndWithAQuarterOfAnHour() {
    float low = 60;
    float back = 80;
    GlucoseSeries series =
        GlucoseSeries.of(
            0,
            new float[] {
              back, low, low, back, low, low, low, back, back, low, back, back, back, low, low, low
            });

    assertThat(GlucoseEvents.of(series, Limit.BELOW_70))
        .containsExactly(new Event(4, 10), new Event(13, 16));
    assertThat(GlucoseEvents.of(series, Limit.BELOW_54)).isEmpty();
  }

  @Test
  void shouldNotCountTheLimitItselfAsBeyondIt() {
    GlucoseSeries series = GlucoseSeries.of(0, new float[] {70, 70, 70, 180, 180, 180});
    assertThat(GlucoseEvents.of(series, Limit.BELOW_70)).isEmpty();
    assertThat(GlucoseEvents.of(series, Limit.ABOVE_180)).isEmpty();
  }

  @Property(tries = 50)
  void shouldFindTheEpisodesThatTheMetricsFind(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] mgdl = new float[600];
    double level = 120;
    for (int i = 0; i < mgdl.length; i++) {
      level = Math.clamp(level + random.nextDouble(-18, 18) + (130 - level) * 0.01, 40, 300);
      mgdl[i] = Math.round(level);
    }
    GlucoseSeries series = GlucoseSeries.of(0, mgdl);
    GlucoseTrace.Builder readings = new GlucoseTrace.Builder();
    for (int i = 0; i < mgdl.length; i++) {
      readings.add(series.minute(i) * 60, new GlucoseValue.Measured(Glucose.mgdl(mgdl[i])));
    }
    Episodes episodes = Episodes.of(readings.build(), ZoneOffset.UTC);

    KINDS.forEach(
        (limit, kind) -> {
          List<Long> begins =
              GlucoseEvents.of(series, limit).stream()
                  .map(event -> series.minute(event.begin()) * 60)
                  .toList();
          assertThat(begins)
              .as("%s", limit)
              .isEqualTo(
                  episodes.list(kind).stream()
                      .map(episode -> episode.start().getEpochSecond())
                      .toList());
        });
  }
}
