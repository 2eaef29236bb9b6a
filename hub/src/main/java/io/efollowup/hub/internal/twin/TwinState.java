package io.efollowup.hub.internal.twin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.Device;
import io.efollowup.hub.internal.Json;
import java.time.Instant;

/**
 * What is kept of a twin. A value: changes give a new one.
 *
 * @param etag changes when a service changes tags or desired properties; without quotes
 * @param version rises with every change of anything
 * @param tags for services only
 * @param desired what services want of the device
 * @param reported what the device says of itself
 */
public record TwinState(
    String etag, long version, ObjectNode tags, TwinSection desired, TwinSection reported) {

  /** The twin of a device that nobody has changed yet. */
  public static TwinState initial(Device device) {
    return new TwinState(
        device.generationId(),
        1,
        Json.object(),
        TwinSection.empty(device.createdAt()),
        TwinSection.empty(device.createdAt()));
  }

  /** Changed by a service. */
  public TwinState with(String newEtag, ObjectNode newTags, TwinSection newDesired) {
    return new TwinState(newEtag, version + 1, newTags, newDesired, reported);
  }

  /** With a device's patch laid over what it reported before. */
  public TwinState reporting(ObjectNode patch, Instant at) {
    return new TwinState(etag, version + 1, tags, desired, reported.patched(patch, at));
  }
}
