package io.efollowup.monitor.core;

import java.time.Duration;

/**
 * Limits of time the monitor judges by.
 *
 * @param freshFor readings at most this old raise alarms
 * @param futureAfter a reading further ahead than this is refused
 * @param clockWrongAfter a device clock off by more than this raises an alarm
 * @param signalLossAfter silence after which the signal counts as lost
 * @param silenceEndsEpisode a silence longer than this ends an episode of low or high glucose: what
 *     follows alarms anew
 */
public record CoreSettings(
    Duration freshFor,
    Duration futureAfter,
    Duration clockWrongAfter,
    Duration signalLossAfter,
    Duration silenceEndsEpisode) {

  /** 10, 5, 5, 20 and 60 minutes. */
  public static final CoreSettings DEFAULT =
      new CoreSettings(
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(20),
          Duration.ofMinutes(60));

  public CoreSettings {
    requirePositive("freshFor", freshFor);
    requirePositive("futureAfter", futureAfter);
    requirePositive("clockWrongAfter", clockWrongAfter);
    requirePositive("signalLossAfter", signalLossAfter);
    requirePositive("silenceEndsEpisode", silenceEndsEpisode);
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.toSeconds() < 1) {
      throw new IllegalArgumentException(name + " must be at least one second");
    }
  }
}
