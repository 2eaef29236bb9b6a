package io.efollowup.server.config;

import io.efollowup.hub.HubLimits;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The settings of how much the hub lets in. Defaults and meanings are those of the hub. */
public final class LimitSettings {
  private static final HubLimits.Connections CONNECTIONS = HubLimits.standard().connections();
  private static final HubLimits.Device DEVICE = HubLimits.standard().device();
  private static final HubLimits.Backlog BACKLOG = HubLimits.standard().backlog();
  private static final HubLimits.Arriving ARRIVING = HubLimits.standard().arriving();
  private static final HubLimits.Requests REQUESTS = HubLimits.standard().requests();
  private static final int MANY = 1_000_000_000;

  static final Setting<Integer> TOTAL =
      number(
          "connections",
          CONNECTIONS.total(),
          1,
          "Connections open at a time, over all of the hub's doors.");

  static final Setting<Integer> PER_ADDRESS =
      number(
          "connections-per-address",
          CONNECTIONS.perAddress(),
          0,
          "Of these, open from one address (IPv6: from one /64). 0: no limit, for a hub behind a"
              + " proxy that hides its clients.");

  static final Setting<Integer> HANDSHAKES =
      number(
          "handshakes",
          CONNECTIONS.handshakes(),
          2,
          "TLS handshakes at work at a time; one address has at most half of them.");

  static final Setting<Integer> HANDSHAKES_WAITING =
      number(
          "handshakes-waiting",
          CONNECTIONS.handshakesWaiting(),
          2,
          "TLS handshakes that wait for their turn, at most 25 s; one address has at most half of"
              + " the places.");

  static final Setting<Integer> HANDSHAKES_PER_SECOND =
      number(
          "handshakes-per-second",
          CONNECTIONS.handshakesPerSecond(),
          0,
          "TLS handshakes a second from one address, after five seconds' worth at once. 0: no"
              + " limit.");

  static final Setting<Integer> FAILURES_PER_MINUTE =
      number(
          "failures-per-minute",
          CONNECTIONS.failuresPerMinute(),
          0,
          "Tokens with wrong signatures from one address in a minute, after as many at once;"
              + " beyond them tokens not known yet are refused. 0: no limit.");

  static final Setting<Integer> DEVICE_MESSAGES_PER_SECOND =
      number(
          "device-messages-per-second",
          DEVICE.messagesPerSecond(),
          0,
          "Messages a second from one device in the long run. 0: no limit.");

  static final Setting<Integer> DEVICE_MESSAGES_AT_ONCE =
      number(
          "device-messages-at-once",
          DEVICE.messagesAtOnce(),
          1,
          "Messages a device may send at once after it was silent for long.");

  static final Setting<Integer> DEVICE_BYTES_PER_SECOND =
      number(
          "device-bytes-per-second",
          DEVICE.bytesPerSecond(),
          0,
          "Bytes of messages a second from one device in the long run. 0: no limit.");

  static final Setting<Integer> DEVICE_BYTES_AT_ONCE =
      number(
          "device-bytes-at-once",
          DEVICE.bytesAtOnce(),
          1,
          "Bytes of messages a device may send at once after it was silent for long.");

  static final Setting<Integer> DEVICE_WAITING_MESSAGES =
      number(
          "device-waiting-messages",
          DEVICE.waitingMessages(),
          1,
          "Messages of one device that have come and are not stored yet.");

  static final Setting<Integer> DEVICE_WAITING_BYTES =
      number(
          "device-waiting-bytes",
          DEVICE.waitingBytes(),
          HubLimits.LARGEST_MESSAGE,
          "Bytes of these messages.");

  static final Setting<Integer> BACKLOG_MESSAGES =
      number(
          "backlog-messages",
          BACKLOG.messages(),
          1,
          "Messages of all devices that have come and are not stored yet.");

  static final Setting<Integer> BACKLOG_BYTES =
      number(
          "backlog-bytes",
          Math.toIntExact(BACKLOG.bytes()),
          HubLimits.LARGEST_MESSAGE,
          "Bytes of these messages.");

  static final Setting<Integer> ARRIVING_BYTES =
      setting(
          "arriving-bytes",
          String.valueOf(ARRIVING.bytes()),
          "Bytes of messages that are arriving, over all doors: 1048576 at least. 0: an eighth of the"
              + " heap.",
          text -> text.equals("0") ? 0 : number(text, HubLimits.Arriving.LEAST, MANY));

  static final Setting<Integer> ARRIVING_SHARES =
      number(
          "arriving-shares",
          ARRIVING.shares(),
          1,
          "How many devices, or addresses of peers that have proved nothing, fill that; one has a"
              + " share of 1 MB at least. 1: no limit of one.");

  static final Setting<Integer> MESSAGE_BYTES =
      setting(
          "message-bytes",
          String.valueOf(REQUESTS.messageBytes()),
          "The largest message from a device: 1 to 262144 bytes.",
          text -> number(text, 1, HubLimits.LARGEST_MESSAGE));

  static final Setting<Duration> IDLE =
      setting(
          "idle",
          REQUESTS.idle().toString(),
          "A connection on which nothing happens for this long is closed: PT1S to PT1H.",
          text -> duration(text, Duration.ofHours(1)));

  static final Setting<Duration> REQUEST_ARRIVAL =
      setting(
          "request-arrival",
          REQUESTS.arrival().toString(),
          "How long an HTTPS request may take to arrive: PT1S to PT10M.",
          text -> duration(text, Duration.ofMinutes(10)));

  /** In the order of the reference page. */
  static final List<Setting<?>> ALL =
      List.of(
          TOTAL,
          PER_ADDRESS,
          HANDSHAKES,
          HANDSHAKES_WAITING,
          HANDSHAKES_PER_SECOND,
          FAILURES_PER_MINUTE,
          DEVICE_MESSAGES_PER_SECOND,
          DEVICE_MESSAGES_AT_ONCE,
          DEVICE_BYTES_PER_SECOND,
          DEVICE_BYTES_AT_ONCE,
          DEVICE_WAITING_MESSAGES,
          DEVICE_WAITING_BYTES,
          BACKLOG_MESSAGES,
          BACKLOG_BYTES,
          ARRIVING_BYTES,
          ARRIVING_SHARES,
          MESSAGE_BYTES,
          IDLE,
          REQUEST_ARRIVAL);

  private LimitSettings() {}

  /** The limits, as configured. */
  public static HubLimits of(Configuration configuration) {
    return new HubLimits(
        new HubLimits.Connections(
            configuration.get(TOTAL),
            configuration.get(PER_ADDRESS),
            configuration.get(HANDSHAKES),
            configuration.get(HANDSHAKES_WAITING),
            configuration.get(HANDSHAKES_PER_SECOND),
            configuration.get(FAILURES_PER_MINUTE)),
        new HubLimits.Device(
            configuration.get(DEVICE_MESSAGES_PER_SECOND),
            configuration.get(DEVICE_MESSAGES_AT_ONCE),
            configuration.get(DEVICE_BYTES_PER_SECOND),
            configuration.get(DEVICE_BYTES_AT_ONCE),
            configuration.get(DEVICE_WAITING_MESSAGES),
            configuration.get(DEVICE_WAITING_BYTES)),
        new HubLimits.Backlog(
            configuration.get(BACKLOG_MESSAGES), configuration.get(BACKLOG_BYTES)),
        new HubLimits.Arriving(
            configuration.get(ARRIVING_BYTES), configuration.get(ARRIVING_SHARES)),
        new HubLimits.Requests(
            configuration.get(MESSAGE_BYTES),
            configuration.get(IDLE),
            configuration.get(REQUEST_ARRIVAL)));
  }

  private static Setting<Integer> number(String key, int standard, int least, String meaning) {
    return setting(key, String.valueOf(standard), meaning, text -> number(text, least, MANY));
  }

  private static <T> Setting<T> setting(
      String key, String standard, String meaning, Function<String, T> reader) {
    return new Setting<>("hub.limit." + key, standard, meaning, reader);
  }

  private static int number(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as for a number out of range.
    }
    throw new IllegalArgumentException("expected a number from %d to %d".formatted(least, most));
  }

  private static Duration duration(String text, Duration longest) {
    Duration duration = Readers.duration(text);
    if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(longest) > 0) {
      throw new IllegalArgumentException("expected a duration from PT1S to " + longest);
    }
    return duration;
  }
}
