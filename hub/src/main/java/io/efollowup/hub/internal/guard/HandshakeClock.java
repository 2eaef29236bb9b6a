package io.efollowup.hub.internal.guard;

import java.time.Duration;

/**
 * How long a peer may take for TLS.
 *
 * @param silence from connecting to the first byte, and from then to the first whole message
 * @param work from its turn to the end
 */
record HandshakeClock(Duration silence, Duration work) {
  static HandshakeClock standard() {
    return new HandshakeClock(Duration.ofSeconds(10), Duration.ofSeconds(10));
  }
}
