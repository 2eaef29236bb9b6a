package io.efollowup.bench.hub;

import java.util.Locale;

/** How a device talks. */
enum Protocol {
  HTTPS,
  AMQPS,
  MQTTS;

  /** As options and tables say it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the port of this door is called among a server's endpoints. */
  String endpoint() {
    return switch (this) {
      case HTTPS -> "hubHttpsPort";
      case AMQPS -> "hubAmqpsPort";
      case MQTTS -> "hubMqttsPort";
    };
  }
}
