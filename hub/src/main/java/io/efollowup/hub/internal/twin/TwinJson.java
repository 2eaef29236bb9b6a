package io.efollowup.hub.internal.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.Device;
import io.efollowup.hub.internal.Json;

/** A twin as service libraries and as devices read it. */
public final class TwinJson {
  private static final String UNSET_TIME = "0001-01-01T00:00:00Z";

  private TwinJson() {}

  /**
   * For a service.
   *
   * @param waitingMessages cloud-to-device messages that wait
   */
  public static ObjectNode service(
      Device device, TwinState twin, boolean connected, int waitingMessages) {
    ObjectNode json = Json.object();
    json.put("deviceId", device.id());
    json.put("etag", twin.etag());
    json.put("deviceEtag", device.etag());
    json.put("status", device.enabled() ? "enabled" : "disabled");
    json.put("statusReason", device.statusReason().isEmpty() ? null : device.statusReason());
    json.put("statusUpdateTime", device.statusUpdatedAt().toString());
    json.put("connectionState", connected ? "Connected" : "Disconnected");
    json.put("lastActivityTime", UNSET_TIME);
    json.put("cloudToDeviceMessageCount", waitingMessages);
    json.put("authenticationType", "sas");
    json.putObject("x509Thumbprint").putNull("primaryThumbprint").putNull("secondaryThumbprint");
    json.put("modelId", "");
    json.put("version", twin.version());
    json.set("tags", twin.tags());
    ObjectNode properties = json.putObject("properties");
    properties.set("desired", twin.desired().serviceView());
    properties.set("reported", twin.reported().serviceView());
    json.putObject("capabilities").put("iotEdge", false);
    return json;
  }

  /** For the device itself: no tags, no metadata. */
  public static ObjectNode device(TwinState twin) {
    ObjectNode json = Json.object();
    json.set("desired", twin.desired().deviceView());
    json.set("reported", twin.reported().deviceView());
    return json;
  }
}
