package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;

/**
 * A user name: {@code {hub}/{device}}, and whatever libraries of all ages write behind it, such as
 * {@code /?api-version=2020-09-30&DeviceClientType=…} or {@code /api-version=2016-11-14}.
 *
 * @param hub as the client calls it
 * @param device the device's id, as it is
 */
record UserName(String hub, String device) {
  /**
   * Reads a user name.
   *
   * @throws HubException {@link HubError#TOKEN_MALFORMED}
   */
  static UserName parse(String text) {
    String[] segments = text.split("/", 3);
    if (segments.length < 2 || segments[0].isEmpty() || segments[1].isEmpty()) {
      throw new HubException(
          HubError.TOKEN_MALFORMED, "The user name is the hub's name, a slash and the device id.");
    }
    return new UserName(segments[0], segments[1]);
  }

  @Override
  public String toString() {
    return "UserName[hidden]";
  }
}
