package io.efollowup.hub.internal.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.Device;
import io.efollowup.hub.DeviceRegistry;
import io.efollowup.hub.DeviceSpec;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.IfMatch;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.Presence;
import java.util.Optional;

/** The registry's calls of the service side, translated. Blocks on the store. */
final class RegistryEndpoints {
  private final DeviceRegistry registry;
  private final CloudToDeviceQueue cloudToDevice;
  private final Presence presence;

  RegistryEndpoints(DeviceRegistry registry, CloudToDeviceQueue cloudToDevice, Presence presence) {
    this.registry = registry;
    this.cloudToDevice = cloudToDevice;
    this.presence = presence;
  }

  Reply get(String id) {
    return reply(require(id));
  }

  Device require(String id) {
    return registry
        .find(id)
        .orElseThrow(() -> new HubException(HubError.DEVICE_NOT_FOUND, "There is no such device."));
  }

  /** Creates without a condition, updates with one. */
  Reply put(String id, Optional<String> ifMatch, byte[] body) {
    DeviceSpec spec = DeviceJson.read(Json.readObject(body), "deviceId");
    if (!spec.id().equals(id)) {
      throw Json.malformed("The deviceId of the body is not that of the address.");
    }
    return reply(
        ifMatch
            .map(condition -> registry.update(spec, IfMatch.parse(condition)))
            .orElseGet(() -> registry.create(spec)));
  }

  Reply delete(String id, Optional<String> ifMatch) {
    registry.delete(id, ifMatch.map(IfMatch::parse).orElse(IfMatch.any()));
    return Reply.NO_CONTENT;
  }

  /** Drops the messages that wait for a device. */
  Reply purge(String id) {
    String device = require(id).id();
    return Reply.json(
        Json.write(
            Json.object()
                .put("totalMessagesPurged", cloudToDevice.purge(device))
                .put("deviceId", device)
                .putNull("moduleId")));
  }

  Reply list(Optional<String> top) {
    int limit = top.map(RegistryEndpoints::number).orElse(DeviceRegistry.LONGEST_LIST);
    ArrayNode devices = JsonNodeFactory.instance.arrayNode();
    registry.list("", limit).forEach(device -> devices.add(json(device)));
    return Reply.json(Json.write(devices));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Json.malformed("The parameter top is a number.");
    }
  }

  Reply statistics() {
    DeviceRegistry.Statistics counts = registry.statistics();
    return Reply.json(
        Json.write(
            Json.object()
                .put("totalDeviceCount", counts.total())
                .put("enabledDeviceCount", counts.enabled())
                .put("disabledDeviceCount", counts.disabled())));
  }

  private Reply reply(Device device) {
    return Reply.json(Json.write(json(device)), device.etag());
  }

  private ObjectNode json(Device device) {
    return DeviceJson.write(device, cloudToDevice.depth(device.id()), presence);
  }
}
