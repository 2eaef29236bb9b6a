package io.efollowup.hub.internal.guard;

import java.util.Locale;

/** Where connections come in. */
public enum Door {
  HTTPS,
  AMQPS,
  MQTTS;

  /** As metrics name it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
