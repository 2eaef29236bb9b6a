package io.efollowup.server.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How fast a recorded time passes.
 *
 * @param speed recorded seconds a real second; infinite for as fast as it goes
 */
public record Pace(double speed) {
  /** As fast as it goes. */
  public static final Pace MAX = new Pace(Double.POSITIVE_INFINITY);

  public Pace {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("a speed is above zero, or max");
    }
  }

  public boolean isMax() {
    return Double.isInfinite(speed);
  }

  /** Waits until the recorded instant comes, counted from the recorded and the real beginning. */
  void await(Instant recorded, Instant recordedBegin, Instant realBegin, InstantSource clock)
      throws InterruptedException {
    if (isMax()) {
      return;
    }
    double seconds = Duration.between(recordedBegin, recorded).toMillis() / 1000.0 / speed;
    Instant due = realBegin.plusMillis(Math.round(seconds * 1000));
    Duration left = Duration.between(clock.instant(), due);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }
}
