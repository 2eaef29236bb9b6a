package io.efollowup.hub.internal;

import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How long a message is worth delivering, and how long a device may hold it. */
public final class MessageLife {
  private static final Duration LONGEST = Duration.ofDays(2);

  private static final Duration SHORTEST_LOCK = Duration.ofSeconds(5);
  private static final Duration LONGEST_LOCK = Duration.ofSeconds(300);

  private MessageLife() {}

  /**
   * A lock of a length that is allowed.
   *
   * @throws HubException {@link HubError#MALFORMED_REQUEST}
   */
  public static Duration requireLock(Duration lock) {
    if (lock.compareTo(SHORTEST_LOCK) < 0 || lock.compareTo(LONGEST_LOCK) > 0) {
      throw new HubException(
          HubError.MALFORMED_REQUEST, "A message is locked for 5 to 300 seconds.");
    }
    return lock;
  }

  /**
   * When a message queued now expires.
   *
   * @throws HubException {@link HubError#MALFORMED_REQUEST} when it states no time of the next two
   *     days
   */
  public static Instant expiryOf(CloudToDeviceMessage message, Instant now) {
    Instant expiry =
        message
            .expiry()
            .map(stated -> stated.truncatedTo(ChronoUnit.MILLIS))
            .orElse(now.plus(CloudToDeviceQueue.DEFAULT_TIME_TO_LIVE));
    if (!expiry.isAfter(now) || expiry.isAfter(now.plus(LONGEST))) {
      throw new HubException(
          HubError.MALFORMED_REQUEST, "A message expires within the next two days.");
    }
    Instant longestOfAlarm = now.plus(CloudToDeviceQueue.ALARM_TIME_TO_LIVE);
    return message.alarm().isPresent() && expiry.isAfter(longestOfAlarm) ? longestOfAlarm : expiry;
  }
}
