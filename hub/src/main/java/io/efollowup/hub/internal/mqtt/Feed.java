package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;

/** What a device may subscribe to. */
enum Feed {
  DEVICEBOUND("/messages/devicebound/#"),
  TWIN_ANSWERS("$iothub/twin/res/#"),
  DESIRED("$iothub/twin/PATCH/properties/desired/#"),
  METHODS("$iothub/methods/POST/#");

  private final String filter;

  Feed(String filter) {
    this.filter = filter;
  }

  /**
   * What a topic filter means. Words are compared without regard to case.
   *
   * @throws HubException {@link HubError#PERMISSION_MISSING} when it is another device's, {@link
   *     HubError#RESOURCE_NOT_FOUND} when it is none of these
   */
  static Feed of(String filter, String device) {
    boolean ofDevices = Topic.startsWith(filter, Topic.DEVICES);
    String wanted = ofDevices ? Topic.ofDevice(filter, device) : filter;
    for (Feed feed : values()) {
      if (feed.filter.equalsIgnoreCase(wanted) && feed.isOfDevices() == ofDevices) {
        return feed;
      }
    }
    throw new HubException(
        HubError.RESOURCE_NOT_FOUND, "This is no topic filter a device may subscribe to.");
  }

  private boolean isOfDevices() {
    return this == DEVICEBOUND;
  }

  /** Where messages go that match a filter: the same words, without the wildcard. */
  static String prefix(String filter) {
    return filter.substring(0, filter.length() - 1);
  }
}
