package io.efollowup.hub;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the hub listens.
 *
 * @param bindAddress a literal address or host name
 * @param httpsPort 0 for any
 * @param amqpsPort 0 for any
 * @param mqttsPort 0 for any
 * @param names what the hub answers to: host names and addresses, without ports, not empty
 * @param maxMessageBytes the largest message from a device, at most 256 KB
 * @param idleTimeout after which a silent connection is closed, 1 second to 1 hour
 * @param requestTimeout how long a request may take to arrive, 1 second to 10 minutes
 * @param maxConnections how many connections are open at a time at most
 * @param reportable what devices may report of themselves
 */
public record HubOptions(
    String bindAddress,
    int httpsPort,
    int amqpsPort,
    int mqttsPort,
    List<String> names,
    int maxMessageBytes,
    Duration idleTimeout,
    Duration requestTimeout,
    int maxConnections,
    ReportedAllowList reportable) {
  /** The largest message client libraries send. */
  public static final int LARGEST_MESSAGE = 256 * 1024;

  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  public HubOptions {
    names = List.copyOf(names);
    require(!bindAddress.isBlank(), "hub.bind is an address to listen on.");
    require(httpsPort >= 0 && httpsPort <= HIGHEST_PORT, "hub.https.port is 0 to 65535.");
    require(amqpsPort >= 0 && amqpsPort <= HIGHEST_PORT, "hub.amqps.port is 0 to 65535.");
    require(mqttsPort >= 0 && mqttsPort <= HIGHEST_PORT, "hub.mqtts.port is 0 to 65535.");
    require(!names.isEmpty(), "hub.names holds at least one name.");
    names.forEach(HubOptions::requireName);
    require(
        maxMessageBytes >= 1 && maxMessageBytes <= LARGEST_MESSAGE,
        "The largest message is 1 to 262144 bytes.");
    require(within(idleTimeout, Duration.ofHours(1)), "The idle time-out is 1 s to 1 h.");
    require(
        within(requestTimeout, Duration.ofMinutes(10)), "The request time-out is 1 s to 10 min.");
    require(maxConnections >= 1, "At least one connection must be allowed.");
  }

  /** With the largest message and time-outs that suit devices on mobile networks. */
  public static HubOptions of(
      String bindAddress, int httpsPort, int amqpsPort, int mqttsPort, List<String> names) {
    return new HubOptions(
        bindAddress,
        httpsPort,
        amqpsPort,
        mqttsPort,
        names,
        LARGEST_MESSAGE,
        Duration.ofMinutes(4),
        Duration.ofSeconds(30),
        20_000,
        ReportedAllowList.standard());
  }

  /** The same, but for what devices may report of themselves. */
  public HubOptions withReportable(ReportedAllowList other) {
    return new HubOptions(
        bindAddress,
        httpsPort,
        amqpsPort,
        mqttsPort,
        names,
        maxMessageBytes,
        idleTimeout,
        requestTimeout,
        maxConnections,
        other);
  }

  private static void requireName(String name) {
    require(
        NAME.matcher(name).matches() || IPV6.matcher(name).matches(),
        "hub.names holds host names and addresses without ports; this is neither: " + name);
  }

  private static boolean within(Duration duration, Duration longest) {
    return duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(longest) <= 0;
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
