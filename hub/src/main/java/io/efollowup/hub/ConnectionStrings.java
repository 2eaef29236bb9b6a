package io.efollowup.hub;

import java.util.List;

/**
 * Connection strings as device and service libraries read them. They hold a key: for the one who
 * asked, never for a log.
 */
public final class ConnectionStrings {
  private final String hostName;

  /**
   * @param hubNames what the hub answers to; the first with a dot becomes the HostName, since
   *     libraries refuse one without, and {@code 127.0.0.1} where there is none
   */
  public ConnectionStrings(List<String> hubNames) {
    this.hostName =
        hubNames.stream().filter(name -> name.indexOf('.') >= 0).findFirst().orElse("127.0.0.1");
  }

  public String hostName() {
    return hostName;
  }

  /** For a device. */
  public String of(Device device) {
    return "HostName=%s;DeviceId=%s;SharedAccessKey=%s"
        .formatted(hostName, device.id(), device.keys().primaryText());
  }

  /** For a service. */
  public String of(SharedAccessPolicy policy) {
    return "HostName=%s;SharedAccessKeyName=%s;SharedAccessKey=%s"
        .formatted(hostName, policy.name(), policy.keys().primaryText());
  }
}
