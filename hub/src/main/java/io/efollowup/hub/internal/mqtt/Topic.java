package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.PercentEncoding;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What a device may publish to. Words of a topic are compared without regard to case. */
sealed interface Topic {
  /**
   * Telemetry.
   *
   * @param bag as it was written
   */
  record Events(String bag) implements Topic {}

  record GetTwin(String request) implements Topic {}

  /**
   * @param ifVersion which the reported properties must have
   */
  record PatchReported(String request, OptionalLong ifVersion) implements Topic {}

  record MethodAnswer(int status, String request) implements Topic {}

  String DEVICES = "devices/";
  String EVENTS = "/messages/events";
  String GET = "$iothub/twin/GET/";
  String PATCH = "$iothub/twin/PATCH/properties/reported/";
  String ANSWER = "$iothub/methods/res/";
  Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

  /**
   * Reads a topic.
   *
   * @param device which publishes
   * @throws HubException {@link HubError#PERMISSION_MISSING} when it is another device's, {@link
   *     HubError#RESOURCE_NOT_FOUND} when nothing is there
   */
  static Topic parse(String topic, String device) {
    if (startsWith(topic, DEVICES)) {
      return new Events(events(topic, device));
    }
    if (startsWith(topic, GET)) {
      return new GetTwin(request(PropertyBag.parse(topic.substring(GET.length()))));
    }
    if (startsWith(topic, PATCH)) {
      PropertyBag bag = PropertyBag.parse(topic.substring(PATCH.length()));
      return new PatchReported(request(bag), version(bag));
    }
    if (startsWith(topic, ANSWER)) {
      return answer(topic.substring(ANSWER.length()));
    }
    throw notFound();
  }

  private static String events(String topic, String device) {
    String below = ofDevice(topic, device);
    if (!startsWith(below, EVENTS)) {
      throw notFound();
    }
    String rest = below.substring(EVENTS.length());
    if (!rest.isEmpty() && rest.charAt(0) != '/') {
      throw notFound();
    }
    String bag = rest.isEmpty() ? "" : rest.substring(1);
    return bag.endsWith("/") ? bag.substring(0, bag.length() - 1) : bag;
  }

  /**
   * What stands behind the device's id, which is written as it is or percent-encoded.
   *
   * @throws HubException {@link HubError#PERMISSION_MISSING} when it is another's
   */
  static String ofDevice(String topic, String device) {
    int end = topic.indexOf('/', DEVICES.length());
    String id = topic.substring(DEVICES.length(), end < 0 ? topic.length() : end);
    if (!id.equals(device) && !upperEscapes(id).equals(PercentEncoding.encode(device))) {
      throw new HubException(
          HubError.PERMISSION_MISSING, "A device publishes and subscribes for itself only.");
    }
    return end < 0 ? "" : topic.substring(end);
  }

  private static String upperEscapes(String id) {
    return ESCAPE.matcher(id).replaceAll(escape -> escape.group().toUpperCase(Locale.ROOT));
  }

  private static String request(PropertyBag bag) {
    return Optional.ofNullable(bag.application().get("$rid"))
        .orElseThrow(
            () -> new HubException(HubError.RESOURCE_NOT_FOUND, "The topic has no $rid=."));
  }

  private static OptionalLong version(PropertyBag bag) {
    String version = bag.application().get("$version");
    return version == null ? OptionalLong.empty() : OptionalLong.of(number(version));
  }

  private static Topic answer(String rest) {
    int slash = rest.indexOf('/');
    if (slash < 0) {
      throw notFound();
    }
    String request = request(PropertyBag.parse(rest.substring(slash + 1)));
    return new MethodAnswer(status(rest.substring(0, slash)), request);
  }

  private static int status(String text) {
    long status = number(text);
    if (status != (int) status) {
      throw notFound();
    }
    return (int) status;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw notFound();
    }
  }

  static boolean startsWith(String text, String start) {
    return text.regionMatches(true, 0, start, 0, start.length());
  }

  private static HubException notFound() {
    return new HubException(HubError.RESOURCE_NOT_FOUND, "Nothing is published to this topic.");
  }
}
