package io.efollowup.monitor.core;

/**
 * What is believed of a device's clock. All times are seconds since the epoch.
 *
 * <p>The evidence is the lag of a message: received-at minus the time of its newest new reading. A
 * live reading arrives within seconds, so on a true clock the lag of live messages is near zero; on
 * a wrong clock it is constant and not near zero; of late data it is large and anything but
 * constant, since a backlog does not arrive at the pace it was measured. So:
 *
 * <ul>
 *   <li>A lag within 60 s of the believed offset confirms it.
 *   <li>Another lag becomes believed when {@value #MESSAGES_TO_BELIEVE} messages in a row show it
 *       at a sensor's pace (45 s to 16 min apart, the readings as far apart as the messages within
 *       30 s); the smallest of their lags is taken, for transport only ever adds. A lag near zero
 *       needs {@value #MESSAGES_TO_TRUST_AGAIN}: clocks that were wrong are set right.
 *   <li>A reading ahead of the server is proof by itself ({@link #isProvenAhead}); one behind never
 *       is.
 * </ul>
 *
 * A relay that holds every reading back for a constant time cannot be told from a slow clock.
 *
 * @param device whose clock
 * @param offset believed lag of live readings: positive when the device's clock is slow
 * @param agreeing messages in a row that speak for another offset
 * @param candidate the smallest lag among those
 * @param lastReceived received-at of the last of those
 * @param lastReading time of its newest reading
 */
public record DeviceClock(
    String device, long offset, int agreeing, long candidate, long lastReceived, long lastReading) {

  static final int MESSAGES_TO_BELIEVE = 4;
  static final int MESSAGES_TO_TRUST_AGAIN = 2;
  private static final long SAME_LAG = 60;
  private static final long SAME_PACE = 30;
  private static final long SHORTEST_PACE = 45;
  private static final long LONGEST_PACE = 16 * 60;

  static DeviceClock trusted(String device) {
    return confirmed(device, 0);
  }

  private static DeviceClock confirmed(String device, long offset) {
    return new DeviceClock(device, offset, 0, 0, 0, 0);
  }

  /** The belief after a message. */
  DeviceClock observe(long received, long newestReading) {
    long lag = received - newestReading;
    if (Math.abs(lag - offset) <= SAME_LAG) {
      return confirmed(device, offset);
    }
    boolean steady = agreeing > 0 && isSteady(received - lastReceived, newestReading - lastReading);
    int count = steady ? agreeing + 1 : 1;
    long least = steady ? Math.min(candidate, lag) : lag;
    boolean nearZero = Math.abs(least) <= SAME_LAG;
    if (count >= (nearZero ? MESSAGES_TO_TRUST_AGAIN : MESSAGES_TO_BELIEVE)) {
      return confirmed(device, nearZero ? 0 : least);
    }
    return new DeviceClock(device, offset, count, least, received, newestReading);
  }

  private static boolean isSteady(long betweenMessages, long betweenReadings) {
    return betweenMessages >= SHORTEST_PACE
        && betweenMessages <= LONGEST_PACE
        && Math.abs(betweenMessages - betweenReadings) <= SAME_PACE;
  }

  /** Whether the last message spoke for the believed offset, and that is within the tolerance. */
  boolean isConfirmedRight(long tolerance) {
    return agreeing == 0 && Math.abs(offset) <= tolerance;
  }

  /** Whether the clock is believed to be off by more than the tolerance. */
  boolean isBelievedWrong(long tolerance) {
    return Math.abs(offset) > tolerance;
  }

  static boolean isProvenAhead(long received, long newestReading, long tolerance) {
    return newestReading - received > tolerance;
  }

  /**
   * How old a reading is, by the server's clock. Where the believed offset would put it into the
   * future and its own word does not, the clock has been set right, and its own word counts.
   */
  long age(long received, long reading) {
    long stated = received - reading;
    long corrected = stated - offset;
    return corrected < -SAME_LAG ? Math.max(corrected, stated) : corrected;
  }

  /** Whether a reading lies ahead of the server's clock however the device's clock is judged. */
  boolean isFuture(long received, long reading, long tolerance) {
    return Math.max(received - reading, age(received, reading)) < -tolerance;
  }
}
