package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.internal.Loop;
import java.time.Duration;

/**
 * Notices that nothing is heard of a client: for one and a half times as long as it has said, and
 * never for longer than the hub allows. One timer that is set again when it was too early.
 */
final class KeepAlive {
  /** The longest silence: what clients of the original may count on. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1767);

  private static final int LONGEST_SECONDS = 1178; // and a half of that again is the same

  private final int stated;
  private final Loop loop;
  private final Runnable silent;
  private final Duration silence;
  private long heardAt = System.nanoTime();

  /**
   * @param seconds as the client has said, 0 for none
   * @param silent called once when it has been silent for too long
   */
  KeepAlive(int seconds, Loop loop, Runnable silent) {
    this.stated = seconds;
    this.loop = loop;
    this.silent = silent;
    this.silence =
        isOwn() ? LONGEST_SILENCE : Duration.ofSeconds(seconds).multipliedBy(3).dividedBy(2);
    loop.after(silence, this::check);
  }

  /** Whether the hub's own limit counts, not the client's. */
  boolean isOwn() {
    return stated == 0 || stated > LONGEST_SECONDS;
  }

  /** What a client of MQTT 5 is told to keep to. */
  int ownSeconds() {
    return LONGEST_SECONDS;
  }

  void heard() {
    heardAt = System.nanoTime();
  }

  private void check() {
    Duration left = silence.minusNanos(System.nanoTime() - heardAt);
    if (left.isPositive()) {
      loop.after(left.plusMillis(1), this::check);
    } else {
      silent.run();
    }
  }
}
