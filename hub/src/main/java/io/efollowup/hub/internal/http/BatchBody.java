package io.efollowup.hub.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.efollowup.hub.DeviceMessage;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Several messages in one request: {@code application/vnd.microsoft.iothub.json}.
 *
 * <p>A body is base64 or, with {@code "base64Encoded": false}, text. Where that member is missing,
 * as some libraries leave it out, a body that is not base64 is taken as text.
 */
final class BatchBody {
  static final String CONTENT_TYPE = "application/vnd.microsoft.iothub.json";

  private static final int MOST_MESSAGES = 500;
  private static final int KEPT_FOR_FRAMING = 1024;

  private final int largest;

  /**
   * @param maxMessageBytes the largest single message
   */
  BatchBody(int maxMessageBytes) {
    this.largest = Math.max(1, maxMessageBytes - KEPT_FOR_FRAMING);
  }

  List<DeviceMessage> read(String device, Instant receivedAt, byte[] body) {
    JsonNode items = Json.read(body);
    if (!items.isArray() || items.isEmpty() || items.size() > MOST_MESSAGES) {
      throw Json.malformed("A batch is a JSON array of 1 to " + MOST_MESSAGES + " messages.");
    }
    List<DeviceMessage> messages = new ArrayList<>(items.size());
    int size = 0;
    for (JsonNode item : items) {
      DeviceMessage message = message(device, receivedAt, item);
      size += message.body().length;
      messages.add(message);
    }
    if (size > largest) {
      throw new HubException(
          HubError.MESSAGE_TOO_LARGE, "The bodies of a batch have at most " + largest + " bytes.");
    }
    return messages;
  }

  private static DeviceMessage message(String device, Instant receivedAt, JsonNode item) {
    JsonNode body = item.path("body");
    if (!body.isTextual()) {
      throw Json.malformed("A message of the batch has no body that is text.");
    }
    Map<String, String> system = new HashMap<>();
    Map<String, String> application = new HashMap<>();
    item.path("properties")
        .properties()
        .forEach(
            property ->
                EventHeaders.sort(
                    property.getKey().toLowerCase(Locale.ROOT),
                    property.getValue().asText(),
                    system,
                    application));
    return new DeviceMessage(
        device,
        receivedAt,
        Optional.ofNullable(system.get(EventHeaders.MESSAGE_ID)),
        Optional.ofNullable(system.get(EventHeaders.CONTENT_TYPE)),
        application,
        bytes(body.textValue(), item.path("base64Encoded")));
  }

  private static byte[] bytes(String body, JsonNode base64Encoded) {
    if (base64Encoded.isBoolean() && !base64Encoded.booleanValue()) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      if (base64Encoded.isBoolean()) {
        throw Json.malformed("A message of the batch says to be base64 and is not.");
      }
      return body.getBytes(StandardCharsets.UTF_8);
    }
  }
}
