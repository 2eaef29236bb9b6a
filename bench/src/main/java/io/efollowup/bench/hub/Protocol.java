package io.efollowup.bench.hub;

import java.util.Locale;

/** How a device talks. */
enum Protocol {
  HTTPS,
  AMQPS;

  /** As options and tables say it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
