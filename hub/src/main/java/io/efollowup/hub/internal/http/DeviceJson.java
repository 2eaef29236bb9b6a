package io.efollowup.hub.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.Device;
import io.efollowup.hub.DeviceSpec;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.Presence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** A device's identity as service libraries write and read it. */
final class DeviceJson {
  private static final String UNSET_TIME = "0001-01-01T00:00:00Z";
  private static final String KEY_AUTHENTICATION = "sas";

  private DeviceJson() {}

  static ObjectNode write(Device device, int waitingMessages, Presence presence) {
    ObjectNode json = Json.object();
    json.put("deviceId", device.id());
    json.put("generationId", device.generationId());
    json.put("etag", device.etag());
    json.put("connectionState", presence.isConnected(device.id()) ? "Connected" : "Disconnected");
    json.put("status", device.enabled() ? "enabled" : "disabled");
    json.put("statusReason", device.statusReason().isEmpty() ? null : device.statusReason());
    json.put(
        "connectionStateUpdatedTime",
        presence.changedAt(device.id()).map(DeviceJson::time).orElse(UNSET_TIME));
    json.put("statusUpdatedTime", time(device.statusUpdatedAt()));
    json.put("lastActivityTime", UNSET_TIME);
    json.put("cloudToDeviceMessageCount", waitingMessages);
    ObjectNode authentication = json.putObject("authentication");
    authentication
        .putObject("symmetricKey")
        .put("primaryKey", device.keys().primaryText())
        .put("secondaryKey", device.keys().secondaryText());
    authentication
        .putObject("x509Thumbprint")
        .putNull("primaryThumbprint")
        .putNull("secondaryThumbprint");
    authentication.put("type", KEY_AUTHENTICATION);
    json.putObject("capabilities").put("iotEdge", false);
    return json;
  }

  /** As client libraries read it: with at most three digits of a second. */
  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /**
   * Reads what a caller wants a device to be.
   *
   * @param idName the member that holds the id
   */
  static DeviceSpec read(JsonNode json, String idName) {
    String id =
        Json.text(json, idName)
            .orElseThrow(() -> Json.malformed("The member " + idName + " is missing."));
    JsonNode authentication = json.path("authentication");
    requireKeyAuthentication(authentication);
    requireNoEdge(json.path("capabilities"));
    JsonNode keys = authentication.path("symmetricKey");
    return new DeviceSpec(
        id,
        Json.text(json, "status").map(DeviceJson::isEnabled),
        Json.text(json, "statusReason"),
        key(keys, "primaryKey"),
        key(keys, "secondaryKey"));
  }

  private static void requireKeyAuthentication(JsonNode authentication) {
    boolean other =
        Json.text(authentication, "type")
            .filter(type -> !type.equalsIgnoreCase(KEY_AUTHENTICATION))
            .isPresent();
    if (other) {
      throw new HubException(
          HubError.UNSUPPORTED, "Devices prove themselves with symmetric keys here, type sas.");
    }
  }

  private static void requireNoEdge(JsonNode capabilities) {
    if (capabilities.path("iotEdge").asBoolean(false)) {
      throw new HubException(HubError.UNSUPPORTED, "Edge devices are not served here.");
    }
  }

  private static boolean isEnabled(String status) {
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "enabled" -> true;
      case "disabled" -> false;
      default -> throw Json.malformed("The member status is enabled or disabled.");
    };
  }

  private static Optional<byte[]> key(JsonNode keys, String name) {
    try {
      return Json.text(keys, name).map(Base64.getDecoder()::decode);
    } catch (IllegalArgumentException e) {
      throw Json.malformed("The member " + name + " is not base64.");
    }
  }
}
