package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Permission;
import io.efollowup.hub.internal.PercentEncoding;
import io.efollowup.hub.internal.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a link's address names.
 *
 * @param node what is at the address
 * @param resources what it may mean, the likeliest first: some libraries write a device id as it
 *     is, others percent-encoded
 */
record AmqpAddress(Node node, List<Resource> resources) {
  private static final int LONGEST = 1024;
  private static final int DEVICE_SEGMENTS_MOST = 4;

  /** What the hub has at its addresses, and the permission each needs. */
  enum Node {
    CLAIMS(Permission.DEVICE_CONNECT),
    EVENTS(Permission.DEVICE_CONNECT),
    DEVICEBOUND(Permission.DEVICE_CONNECT),
    TWIN(Permission.DEVICE_CONNECT),
    METHODS(Permission.DEVICE_CONNECT),
    SERVICE_DEVICEBOUND(Permission.SERVICE_CONNECT),
    FEEDBACK(Permission.SERVICE_CONNECT);

    private final Permission permission;

    Node(Permission permission) {
      this.permission = permission;
    }

    Permission permission() {
      return permission;
    }
  }

  /**
   * Reads an address; words are compared without regard to case, and a leading {@code amqps://host}
   * is left out.
   *
   * @throws HubException {@link HubError#RESOURCE_NOT_FOUND}
   */
  static AmqpAddress parse(String address) {
    if (address.equals("$cbs")) {
      return new AmqpAddress(Node.CLAIMS, List.of());
    }
    List<String> segments = segments(address);
    if (segments.size() > 2 && segments.getFirst().equalsIgnoreCase("devices")) {
      return ofDevice(segments);
    }
    return switch (String.join("/", segments).toLowerCase(Locale.ROOT)) {
      case "messages/devicebound" -> ofService(Node.SERVICE_DEVICEBOUND, segments);
      case "messages/servicebound/feedback" -> ofService(Node.FEEDBACK, segments);
      default -> throw notFound();
    };
  }

  private static AmqpAddress ofDevice(List<String> segments) {
    List<String> below = segments.subList(2, segments.size());
    Node node =
        switch (String.join("/", below).toLowerCase(Locale.ROOT)) {
          case "messages/events" -> Node.EVENTS;
          case "messages/devicebound" -> Node.DEVICEBOUND;
          case "twin" -> Node.TWIN;
          case "methods/devicebound" -> Node.METHODS;
          default -> throw notFound();
        };
    return new AmqpAddress(node, meanings(segments.get(1)).map(id -> resource(id, below)).toList());
  }

  private static AmqpAddress ofService(Node node, List<String> segments) {
    return new AmqpAddress(node, List.of(new Resource(segments)));
  }

  private static Resource resource(String id, List<String> below) {
    List<String> segments = new ArrayList<>(List.of("devices", id));
    segments.addAll(below);
    return new Resource(segments);
  }

  /** The device ids that a segment may stand for. */
  static Stream<String> meanings(String segment) {
    try {
      return Stream.of(segment, PercentEncoding.decode(segment)).distinct();
    } catch (HubException e) {
      return Stream.of(segment);
    }
  }

  private static List<String> segments(String address) {
    if (address.length() > LONGEST) {
      throw notFound();
    }
    String path = address.startsWith("amqps://") ? withoutHost(address) : address;
    List<String> segments = List.of((path.startsWith("/") ? path.substring(1) : path).split("/"));
    if (segments.size() > DEVICE_SEGMENTS_MOST || segments.contains("")) {
      throw notFound();
    }
    return segments;
  }

  private static String withoutHost(String address) {
    int slash = address.indexOf('/', "amqps://".length());
    return slash < 0 ? "" : address.substring(slash);
  }

  private static HubException notFound() {
    return new HubException(HubError.RESOURCE_NOT_FOUND, "There is nothing at this address.");
  }
}
