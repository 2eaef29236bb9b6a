package io.efollowup.hub;

import java.util.Locale;

/** How a cloud-to-device message left its queue. */
public enum MessageOutcome {
  COMPLETED,
  REJECTED,
  EXPIRED,
  DELIVERY_COUNT_EXCEEDED,
  PURGED;

  /** The name it is counted under. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
