package io.efollowup.hub.internal.guard;

import io.efollowup.hub.HubLimits;

/**
 * How much there is in the {@link Backlog}, and whether there is room for more. Guarded by the
 * backlog's lock.
 */
final class Stock {
  private final HubLimits.Backlog limits;
  private final HubLimits.Device deviceLimits;
  private long messages;
  private long bytes;

  Stock(HubLimits.Backlog limits, HubLimits.Device deviceLimits) {
    this.limits = limits;
    this.deviceLimits = deviceLimits;
  }

  void add(Lane.Parked message) {
    messages++;
    bytes += message.bytes();
  }

  void remove(Lane.Parked message) {
    messages--;
    bytes -= message.bytes();
  }

  /** Whether there is room for more of anybody's, where the limits are so many times as high. */
  boolean hasRoom(int factor) {
    return messages < (long) factor * limits.messages() && bytes < factor * limits.bytes();
  }

  /**
   * The same, of one device's.
   *
   * @param lane null where there is nothing of it
   */
  boolean hasRoom(Lane lane, int factor) {
    return lane == null
        || (lane.messages() < (long) factor * deviceLimits.waitingMessages()
            && lane.bytes() < (long) factor * deviceLimits.waitingBytes());
  }

  boolean isHalfEmpty() {
    return 2 * messages < limits.messages() && 2 * bytes < limits.bytes();
  }

  long messages() {
    return messages;
  }

  long bytes() {
    return bytes;
  }
}
