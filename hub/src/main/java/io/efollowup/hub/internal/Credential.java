package io.efollowup.hub.internal;

import io.efollowup.hub.Device;

/**
 * A device as it was read from the store, until the store says that it has changed. Everything that
 * was decided by it asks {@link #current} before it is used again.
 */
final class Credential {
  private final Device device;
  private volatile boolean current = true;

  Credential(Device device) {
    this.device = device;
  }

  Device device() {
    return device;
  }

  boolean current() {
    return current;
  }

  void retire() {
    current = false;
  }
}
