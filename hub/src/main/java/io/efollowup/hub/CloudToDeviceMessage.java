package io.efollowup.hub;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message to a device.
 *
 * @param system what it says of itself
 * @param properties application properties; they travel as headers, so names are header tokens and
 *     values printable ASCII
 * @param body at most 64 KB
 * @param expiry when it is no longer worth delivering; an hour after being queued when absent
 * @param ack of which outcomes the sender wants to hear
 * @param alarm which kind of alarm it is, 1 to 128 printable ASCII characters, such as {@code low}.
 *     An alarm passes what is none, replaces an older one of its kind, and is delivered within 15
 *     minutes of being queued or not at all
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time
public record CloudToDeviceMessage(
    SystemProperties system,
    Map<String, String> properties,
    byte[] body,
    Optional<Instant> expiry,
    FeedbackRequest ack,
    Optional<String> alarm) {
  private static final int LARGEST_BODY = 64 * 1024;
  private static final int LARGEST_PROPERTIES = 8 * 1024;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+\\-.^_`|~]{1,128}");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

  public CloudToDeviceMessage {
    properties = Map.copyOf(properties);
    properties.forEach(CloudToDeviceMessage::requireProperty);
    if (body.length > LARGEST_BODY || sizeOf(properties) > LARGEST_PROPERTIES) {
      throw new HubException(
          HubError.MESSAGE_TOO_LARGE,
          "A message to a device has at most 64 KB of body and 8 KB of properties.");
    }
    SystemProperties.requireAllowed("alarm kind", alarm);
    if (alarm.filter(String::isEmpty).isPresent()) {
      throw malformed("The alarm kind of a message is not empty.");
    }
  }

  /** A message of nothing but a body. */
  public static CloudToDeviceMessage of(byte[] body) {
    return new CloudToDeviceMessage(
        SystemProperties.NONE,
        Map.of(),
        body,
        Optional.empty(),
        FeedbackRequest.NONE,
        Optional.empty());
  }

  public CloudToDeviceMessage withSystem(SystemProperties stated) {
    return new CloudToDeviceMessage(stated, properties, body, expiry, ack, alarm);
  }

  public CloudToDeviceMessage withProperties(Map<String, String> stated) {
    return new CloudToDeviceMessage(system, stated, body, expiry, ack, alarm);
  }

  public CloudToDeviceMessage withExpiry(Instant stated) {
    return new CloudToDeviceMessage(system, properties, body, Optional.of(stated), ack, alarm);
  }

  public CloudToDeviceMessage withAck(FeedbackRequest wanted) {
    return new CloudToDeviceMessage(system, properties, body, expiry, wanted, alarm);
  }

  public CloudToDeviceMessage withAlarm(String kind) {
    return new CloudToDeviceMessage(system, properties, body, expiry, ack, Optional.of(kind));
  }

  private static void requireProperty(String name, String value) {
    if (!NAME.matcher(name).matches() || !PRINTABLE.matcher(value).matches()) {
      throw malformed("A property's name is letters, digits and marks, its value printable ASCII.");
    }
  }

  private static int sizeOf(Map<String, String> properties) {
    return properties.entrySet().stream()
        .mapToInt(property -> property.getKey().length() + property.getValue().length())
        .sum();
  }

  private static HubException malformed(String why) {
    return new HubException(HubError.MALFORMED_REQUEST, why);
  }

  @Override
  public String toString() {
    return "CloudToDeviceMessage[hidden]";
  }
}
