package io.efollowup.monitor.core;

import java.util.OptionalLong;

/**
 * One level (mild or urgent) of one side (low or high). All times are seconds since the epoch.
 *
 * @param open whether the level was entered and has not been left with hysteresis since: while it
 *     is open the level raises nothing
 * @param alarm {@code since} of the level's active alarm
 * @param recovering readings in a row beyond the hysteresis
 * @param recoveringSince time of the first of those by the server's clock
 */
public record Episode(boolean open, OptionalLong alarm, int recovering, long recoveringSince) {
  static final Episode CLOSED = new Episode(false, OptionalLong.empty(), 0, 0);
  private static final int READINGS_TO_RECOVER = 2;
  private static final long SECONDS_TO_RECOVER = 150;

  /** The episode after a reading that does, or does not, hold it open; its alarm is kept. */
  Episode after(boolean held, long time) {
    if (!open) {
      return this;
    }
    if (held) {
      return new Episode(true, alarm, 0, 0);
    }
    int count = recovering + 1;
    long since = recovering == 0 ? time : recoveringSince;
    boolean left = count >= READINGS_TO_RECOVER && time - since >= SECONDS_TO_RECOVER;
    return left ? new Episode(false, alarm, 0, 0) : new Episode(true, alarm, count, since);
  }

  Episode entered(OptionalLong newAlarm) {
    return new Episode(true, newAlarm, 0, 0);
  }

  Episode withoutAlarm() {
    return new Episode(open, OptionalLong.empty(), recovering, recoveringSince);
  }
}
