package io.efollowup.hub.internal.http;

import io.efollowup.hub.DeviceMessage;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A message's properties, as they travel in headers. */
final class EventHeaders {
  static final String MESSAGE_ID = "iothub-messageid";
  static final String CONTENT_TYPE = "iothub-contenttype";

  private static final String SYSTEM = "iothub-";
  private static final String APPLICATION = "iothub-app-";

  private EventHeaders() {}

  static DeviceMessage message(String device, Instant receivedAt, MultiMap headers, byte[] body) {
    Map<String, String> system = new HashMap<>();
    Map<String, String> application = new HashMap<>();
    headers.forEach(
        (name, value) -> {
          if (name.regionMatches(true, 0, SYSTEM, 0, SYSTEM.length())) {
            sort(name.toLowerCase(Locale.ROOT), value, system, application);
          }
        });
    Optional<String> contentType =
        Optional.ofNullable(system.get(CONTENT_TYPE))
            .or(() -> Optional.ofNullable(headers.get("Content-Type")));
    return new DeviceMessage(
        device,
        receivedAt,
        Optional.ofNullable(system.get(MESSAGE_ID)),
        contentType,
        application,
        body);
  }

  /**
   * Puts a property where it belongs.
   *
   * @param name in lower case
   */
  static void sort(
      String name, String value, Map<String, String> system, Map<String, String> application) {
    if (name.startsWith(APPLICATION)) {
      application.put(name.substring(APPLICATION.length()), value);
    } else {
      system.put(name, value);
    }
  }
}
