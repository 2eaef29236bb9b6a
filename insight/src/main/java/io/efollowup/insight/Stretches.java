package io.efollowup.insight;

import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.Episode;
import io.efollowup.glucose.metrics.EpisodeKind;
import io.efollowup.glucose.metrics.Episodes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The consensus episodes of a wear by the patient's own limits. */
final class Stretches {
  private final Readings readings;

  private Stretches(Readings readings) {
    this.readings = readings;
  }

  static List<Stretch> of(Readings readings) {
    Episodes episodes =
        Episodes.of(readings.trace(), readings.zone(), readings.targets().thresholds());
    Stretches stretches = new Stretches(readings);
    return Stream.concat(
            episodes.list(EpisodeKind.HYPO_L1).stream(),
            episodes.list(EpisodeKind.HYPER_L1).stream())
        .map(stretches::stretch)
        .sorted(Comparator.comparing(Stretch::from))
        .toList();
  }

  private Stretch stretch(Episode episode) {
    Targets targets = readings.targets();
    GlucoseZone zone = targets.shown(targets.thresholds().zoneOf(episode.extreme()));
    return new Stretch(
        switch (episode.kind().side()) {
          case BELOW -> Stretch.Side.LOW;
          case ABOVE -> Stretch.Side.HIGH;
        },
        episode.start(),
        episode.end(),
        zone == GlucoseZone.VERY_LOW || zone == GlucoseZone.VERY_HIGH,
        episode.extreme());
  }
}
