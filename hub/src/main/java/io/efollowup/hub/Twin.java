package io.efollowup.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.internal.Json;
import io.efollowup.hub.internal.twin.TwinJson;
import io.efollowup.hub.internal.twin.TwinState;

/**
 * What a device is to be and what it says it is: tags that only services see, desired properties
 * that services write and the device reads, reported properties the other way round. As it was when
 * it was read; immutable.
 */
public final class Twin {
  private final Device device;
  private final TwinState state;
  private final boolean connected;
  private final int waitingMessages;

  Twin(Device device, TwinState state, boolean connected, int waitingMessages) {
    this.device = device;
    this.state = state;
    this.connected = connected;
    this.waitingMessages = waitingMessages;
  }

  public String deviceId() {
    return device.id();
  }

  Device device() {
    return device;
  }

  /** Changes when a service changes tags or desired properties; without quotes. */
  public String etag() {
    return state.etag();
  }

  /** Rises with every change of tags, desired or reported properties. */
  public long version() {
    return state.version();
  }

  public long desiredVersion() {
    return state.desired().version();
  }

  public long reportedVersion() {
    return state.reported().version();
  }

  /**
   * JSON for the device: {@code {"desired":{…,"$version":n},"reported":{…,"$version":n}}}, without
   * tags and metadata.
   */
  public byte[] deviceView() {
    return Json.write(TwinJson.device(state));
  }

  /** JSON for services: everything, with the identity's state and whether it is connected. */
  public byte[] serviceView() {
    return Json.write(json());
  }

  ObjectNode json() {
    return TwinJson.service(device, state, connected, waitingMessages);
  }

  TwinState state() {
    return state;
  }

  /** Shows nothing of what it holds. */
  @Override
  public String toString() {
    return "Twin[" + version() + "]";
  }
}
