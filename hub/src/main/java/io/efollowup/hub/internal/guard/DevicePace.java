package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubLimits;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What one device may send in a time, in messages and in bytes. Safe for use by several threads.
 */
final class DevicePace {
  /** For how many seconds' worth a device that has spent all waits before it goes on. */
  private static final double PAUSE_SECONDS = 1;

  private final List<Meter> meters;

  private record Meter(Allowance allowance, double perSecond, boolean bytes) {}

  DevicePace(HubLimits.Device limits, LongSupplier nanos) {
    meters =
        Stream.of(
                meter(limits.messagesPerSecond(), limits.messagesAtOnce(), false, nanos),
                meter(limits.bytesPerSecond(), limits.bytesAtOnce(), true, nanos))
            .filter(meter -> meter.perSecond() > 0)
            .toList();
  }

  private static Meter meter(int perSecond, int atOnce, boolean bytes, LongSupplier nanos) {
    return new Meter(new Allowance(Math.max(1, perSecond), atOnce, nanos), perSecond, bytes);
  }

  boolean isSpent() {
    return meters.stream().anyMatch(meter -> meter.allowance().isSpent());
  }

  boolean isOverdrawn() {
    return meters.stream().anyMatch(meter -> meter.allowance().isOverdrawn());
  }

  void spend(int bytes) {
    meters.forEach(meter -> meter.allowance().spend(meter.bytes() ? bytes : 1));
  }

  /** How long until the device may go on. */
  Duration pause() {
    return meters.stream()
        .map(meter -> meter.allowance().until(meter.perSecond() * PAUSE_SECONDS))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
