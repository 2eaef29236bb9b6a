package io.efollowup.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.twin.TwinLimits;
import java.util.Optional;

/**
 * What a service wants a twin to be: tags, desired properties, or both. As a patch, what is absent
 * stays and a null inside removes; as a replacement, what is absent is emptied. Immutable.
 */
public final class TwinChange {
  private final Optional<String> device;
  private final ObjectNode tags;
  private final ObjectNode desired;

  private TwinChange(Optional<String> device, ObjectNode tags, ObjectNode desired) {
    this.device = device;
    this.tags = TwinLimits.requirePatch(tags);
    this.desired = TwinLimits.requirePatch(desired);
  }

  /**
   * Reads a twin as service libraries write it, {@code {"tags":{…},"properties":{"desired":{…}}}}.
   * They send all of a twin's members, so those that a service cannot change are passed over, and
   * members that are null count as absent.
   *
   * @throws HubException {@link HubError#MALFORMED_REQUEST}, {@link HubError#TWIN_TOO_LARGE}
   */
  public static TwinChange parse(byte[] json) {
    ObjectNode twin = Json.readObject(json);
    return new TwinChange(
        Json.text(twin, "deviceId"),
        object(twin, "tags"),
        object(object(twin, "properties"), "desired"));
  }

  /**
   * A change of desired properties alone.
   *
   * @param json an object
   * @throws HubException {@link HubError#MALFORMED_REQUEST}, {@link HubError#TWIN_TOO_LARGE}
   */
  public static TwinChange ofDesired(byte[] json) {
    return new TwinChange(Optional.empty(), Json.object(), Json.readObject(json));
  }

  private static ObjectNode object(ObjectNode parent, String name) {
    JsonNode value = parent.path(name);
    if (value instanceof ObjectNode object) {
      return object;
    }
    if (value.isMissingNode() || value.isNull()) {
      return Json.object();
    }
    throw Json.malformed("The member " + name + " is not a JSON object.");
  }

  void requireFor(String deviceId) {
    if (device.filter(stated -> !stated.equals(deviceId)).isPresent()) {
      throw Json.malformed("The deviceId of the body is not that of the address.");
    }
  }

  ObjectNode tags() {
    return tags;
  }

  ObjectNode desired() {
    return desired;
  }

  /** Shows nothing of what is wanted. */
  @Override
  public String toString() {
    return "TwinChange[hidden]";
  }
}
