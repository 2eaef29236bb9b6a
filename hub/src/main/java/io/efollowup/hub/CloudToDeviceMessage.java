package io.efollowup.hub;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message to a device.
 *
 * @param messageId the sender's id for it
 * @param correlationId what it answers
 * @param properties application properties; they travel as headers, so names are header tokens and
 *     values printable ASCII
 * @param body at most 64 KB
 * @param expiry when it is no longer worth delivering; an hour after being queued when absent
 * @param ack of which outcomes the sender wants to hear
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time
public record CloudToDeviceMessage(
    Optional<String> messageId,
    Optional<String> correlationId,
    Map<String, String> properties,
    byte[] body,
    Optional<Instant> expiry,
    FeedbackRequest ack) {
  private static final int LARGEST_BODY = 64 * 1024;
  private static final int LONGEST_ID = 128;
  private static final int LARGEST_PROPERTIES = 8 * 1024;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+\\-.^_`|~]{1,128}");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

  public CloudToDeviceMessage {
    properties = Map.copyOf(properties);
    requireId(messageId);
    requireId(correlationId);
    properties.forEach(CloudToDeviceMessage::requireProperty);
    if (body.length > LARGEST_BODY || sizeOf(properties) > LARGEST_PROPERTIES) {
      throw new HubException(
          HubError.MESSAGE_TOO_LARGE,
          "A message to a device has at most 64 KB of body and 8 KB of properties.");
    }
  }

  /** A message of nothing but a body. */
  public static CloudToDeviceMessage of(byte[] body) {
    return new CloudToDeviceMessage(
        Optional.empty(), Optional.empty(), Map.of(), body, Optional.empty(), FeedbackRequest.NONE);
  }

  private static void requireId(Optional<String> id) {
    boolean good =
        id.isEmpty() || (id.get().length() <= LONGEST_ID && PRINTABLE.matcher(id.get()).matches());
    if (!good) {
      throw malformed("A message or correlation id is at most 128 printable ASCII characters.");
    }
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
