package io.efollowup.hub;

import java.time.Duration;

/**
 * How much the hub lets in, so that it holds under load and attack. A limit of an address or a
 * device that is 0 is off.
 *
 * @param connections of connections and of what comes before they are proved
 * @param device of one device, over all its connections and doors
 * @param backlog of what has come and is not durable yet
 * @param arriving of what has not come to its end yet
 * @param requests of single messages, and of slow and silent peers
 */
public record HubLimits(
    Connections connections, Device device, Backlog backlog, Arriving arriving, Requests requests) {
  /** The largest message client libraries send. */
  public static final int LARGEST_MESSAGE = 256 * 1024;

  /** What suits phones on mobile networks, a clinic's devices behind one address, and two cores. */
  public static HubLimits standard() {
    return new HubLimits(
        new Connections(20_000, 10_000, 256, 10_000, 400, 60),
        new Device(50, 10_000, 128 * 1024, 4 * 1024 * 1024, 1_000, 2 * 1024 * 1024),
        new Backlog(50_000, 16L * 1024 * 1024),
        new Arriving(0, 16),
        new Requests(LARGEST_MESSAGE, Duration.ofMinutes(4), Duration.ofSeconds(30)));
  }

  /** The same, with other limits of connections. */
  public HubLimits with(Connections other) {
    return new HubLimits(other, device, backlog, arriving, requests);
  }

  /** The same, with other limits of a device. */
  public HubLimits with(Device other) {
    return new HubLimits(connections, other, backlog, arriving, requests);
  }

  /** The same, with another limit of the backlog. */
  public HubLimits with(Backlog other) {
    return new HubLimits(connections, device, other, arriving, requests);
  }

  /** The same, with another limit of what arrives. */
  public HubLimits with(Arriving other) {
    return new HubLimits(connections, device, backlog, other, requests);
  }

  /** The same, with other limits of requests. */
  public HubLimits with(Requests other) {
    return new HubLimits(connections, device, backlog, arriving, other);
  }

  /**
   * Limits of connections. An address is an IPv4 address or the first 64 bits of an IPv6 address.
   *
   * @param total open over all doors, those included that have not finished TLS
   * @param perAddress open of one address; 0: off
   * @param handshakes TLS handshakes at work at a time; one address has at most half of them
   * @param handshakesWaiting how many may wait for that; one address has at most half of the places
   * @param handshakesPerSecond of one address, beyond the first five seconds' worth; 0: off
   * @param failuresPerMinute wrong signatures of one address, beyond the first minute's worth; 0:
   *     off
   */
  public record Connections(
      int total,
      int perAddress,
      int handshakes,
      int handshakesWaiting,
      int handshakesPerSecond,
      int failuresPerMinute) {
    public Connections {
      atLeast(1, total, "hub.limit.connections");
      atLeast(0, perAddress, "hub.limit.connections-per-address");
      atLeast(2, handshakes, "hub.limit.handshakes");
      atLeast(2, handshakesWaiting, "hub.limit.handshakes-waiting");
      atLeast(0, handshakesPerSecond, "hub.limit.handshakes-per-second");
      atLeast(0, failuresPerMinute, "hub.limit.failures-per-minute");
    }
  }

  /**
   * Limits of one device.
   *
   * @param messagesPerSecond in the long run; 0: off
   * @param messagesAtOnce how many it may have saved up
   * @param bytesPerSecond in the long run; 0: off
   * @param bytesAtOnce how many it may have saved up
   * @param waitingMessages how many may have come and not be durable; twice as many at the very
   *     most
   * @param waitingBytes of these; twice as many at the very most
   */
  public record Device(
      int messagesPerSecond,
      int messagesAtOnce,
      int bytesPerSecond,
      int bytesAtOnce,
      int waitingMessages,
      int waitingBytes) {
    public Device {
      atLeast(0, messagesPerSecond, "hub.limit.device-messages-per-second");
      atLeast(1, messagesAtOnce, "hub.limit.device-messages-at-once");
      atLeast(0, bytesPerSecond, "hub.limit.device-bytes-per-second");
      atLeast(1, bytesAtOnce, "hub.limit.device-bytes-at-once");
      atLeast(1, waitingMessages, "hub.limit.device-waiting-messages");
      atLeast(LARGEST_MESSAGE, waitingBytes, "hub.limit.device-waiting-bytes");
    }

    /** The same, without limits of what it sends in a second. */
    public Device unpaced() {
      return new Device(0, messagesAtOnce, 0, bytesAtOnce, waitingMessages, waitingBytes);
    }
  }

  /**
   * Limits of what has come, over all doors and devices, and is not durable yet.
   *
   * @param messages at most
   * @param bytes at most
   */
  public record Backlog(int messages, long bytes) {
    public Backlog {
      atLeast(1, messages, "hub.limit.backlog-messages");
      atLeast(LARGEST_MESSAGE, bytes, "hub.limit.backlog-bytes");
    }
  }

  /**
   * Limits of what is arriving over all doors, and of what has arrived and is not dealt with.
   *
   * @param bytes at most; 0: an eighth of the heap
   * @param shares how many devices, or addresses of peers that have proved nothing yet, fill that:
   *     one of them has one share, of 1 MB at least; 1: off
   */
  public record Arriving(int bytes, int shares) {
    /** The least there has to be room for. */
    public static final int LEAST = 1024 * 1024;

    public Arriving {
      require(
          bytes == 0 || bytes >= LEAST, "hub.limit.arriving-bytes is 0 or at least " + LEAST + ".");
      atLeast(1, shares, "hub.limit.arriving-shares");
    }
  }

  /**
   * Limits of single messages, and of slow and silent peers.
   *
   * @param messageBytes the largest message from a device, at most {@link #LARGEST_MESSAGE}
   * @param idle after which a silent connection is closed, 1 second to 1 hour
   * @param arrival how long a request may take to arrive, 1 second to 10 minutes
   */
  public record Requests(int messageBytes, Duration idle, Duration arrival) {
    public Requests {
      require(
          messageBytes >= 1 && messageBytes <= LARGEST_MESSAGE,
          "hub.limit.message-bytes is 1 to 262144.");
      require(within(idle, Duration.ofHours(1)), "hub.limit.idle is PT1S to PT1H.");
      require(
          within(arrival, Duration.ofMinutes(10)), "hub.limit.request-arrival is PT1S to PT10M.");
    }
  }

  private static boolean within(Duration duration, Duration longest) {
    return duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(longest) <= 0;
  }

  private static void atLeast(long least, long value, String key) {
    require(value >= least, key + " is at least " + least + ".");
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
