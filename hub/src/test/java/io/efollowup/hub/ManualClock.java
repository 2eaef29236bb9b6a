package io.efollowup.hub;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes only when told to. */
final class ManualClock implements InstantSource {
  private volatile Instant now = Instant.now();

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration time) {
    now = now.plus(time);
  }
}
