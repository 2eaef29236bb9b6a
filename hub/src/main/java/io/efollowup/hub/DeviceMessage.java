package io.efollowup.hub;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message from a device, as its door received it.
 *
 * @param device whose credential brought it
 * @param receivedAt by the server's clock
 * @param messageId the sender's id for it, if any
 * @param contentType as the sender states it, if any
 * @param properties application properties, names in lower case
 * @param body at most 256 KB
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeviceMessage(
    String device,
    Instant receivedAt,
    Optional<String> messageId,
    Optional<String> contentType,
    Map<String, String> properties,
    byte[] body) {
  /** Of the body and the application properties, in bytes or characters. */
  public int size() {
    int size = body.length;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      size += property.getKey().length() + property.getValue().length();
    }
    return size;
  }
}
