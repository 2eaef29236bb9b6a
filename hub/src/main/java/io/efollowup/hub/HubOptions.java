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
 * @param limits how much is let in
 * @param reportable what devices may report of themselves
 */
public record HubOptions(
    String bindAddress,
    int httpsPort,
    int amqpsPort,
    int mqttsPort,
    List<String> names,
    HubLimits limits,
    ReportedAllowList reportable) {
  /** The largest message client libraries send. */
  public static final int LARGEST_MESSAGE = HubLimits.LARGEST_MESSAGE;

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
  }

  /** With the standard limits. */
  public static HubOptions of(
      String bindAddress, int httpsPort, int amqpsPort, int mqttsPort, List<String> names) {
    return new HubOptions(
        bindAddress,
        httpsPort,
        amqpsPort,
        mqttsPort,
        names,
        HubLimits.standard(),
        ReportedAllowList.standard());
  }

  /** The same, but for what devices may report of themselves. */
  public HubOptions withReportable(ReportedAllowList other) {
    return new HubOptions(bindAddress, httpsPort, amqpsPort, mqttsPort, names, limits, other);
  }

  /** The same, but for how much is let in. */
  public HubOptions withLimits(HubLimits other) {
    return new HubOptions(bindAddress, httpsPort, amqpsPort, mqttsPort, names, other, reportable);
  }

  /** The largest message from a device. */
  public int maxMessageBytes() {
    return limits.requests().messageBytes();
  }

  /** After which a silent connection is closed. */
  public Duration idleTimeout() {
    return limits.requests().idle();
  }

  /** How long a request may take to arrive. */
  public Duration requestTimeout() {
    return limits.requests().arrival();
  }

  private static void requireName(String name) {
    require(
        NAME.matcher(name).matches() || IPV6.matcher(name).matches(),
        "hub.names holds host names and addresses without ports; this is neither: " + name);
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
