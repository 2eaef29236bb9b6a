package io.efollowup.monitor.internal;

import io.efollowup.record.ClinicalRecord;
import java.util.Map;

/**
 * Which devices something is kept aside for, so that a stored item costs no delete where there is
 * nothing to delete. It may say yes where nothing is left, never no where something is: only the
 * monitor keeps things aside.
 */
public final class HeldDevices {
  private final ClinicalRecord record;
  private final Map<String, Boolean> devices;

  public HeldDevices(ClinicalRecord record, int most) {
    this.record = record;
    this.devices = new PatientCache.LeastRecentlyUsed<>(most);
  }

  boolean mayHold(String device) {
    return devices.computeIfAbsent(device, id -> !record.held(id, 1).isEmpty());
  }

  void holds(String device) {
    devices.put(device, true);
  }

  /** Looks again next time. */
  void forget(String device) {
    devices.remove(device);
  }

  void clear() {
    devices.clear();
  }
}
