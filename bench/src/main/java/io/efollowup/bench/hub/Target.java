package io.efollowup.bench.hub;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the load is put on. */
enum Target {
  /** The whole server: hub, journal, monitor, record, portal. */
  HUB("hub", EnumSet.allOf(Protocol.class)),

  /** The hub with its journal and the real admission; nobody processes what was accepted. */
  HUB_ALONE("hub-alone", EnumSet.allOf(Protocol.class)),

  /** ActiveMQ Artemis, durable and synced; nobody processes what was accepted. */
  ARTEMIS("artemis", EnumSet.of(Protocol.AMQPS, Protocol.MQTTS)),

  /** Eclipse Mosquitto with its persistence, which does not sync before it acknowledges. */
  MOSQUITTO("mosquitto", EnumSet.of(Protocol.MQTTS));

  private final String text;
  private final Set<Protocol> protocols;

  Target(String text, Set<Protocol> protocols) {
    this.text = text;
    this.protocols = protocols;
  }

  boolean speaks(Protocol protocol) {
    return protocols.contains(protocol);
  }

  boolean isHub() {
    return this == HUB || this == HUB_ALONE;
  }

  /** As options and tables say it. */
  @Override
  public String toString() {
    return text;
  }

  /** Reads what {@link #toString()} says. */
  static final class Reader implements ITypeConverter<Target> {
    @Override
    public Target convert(String value) {
      return Arrays.stream(values())
          .filter(target -> target.text.equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is none of %s".formatted(value, Arrays.toString(values()))));
    }
  }
}
