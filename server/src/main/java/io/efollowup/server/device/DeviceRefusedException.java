package io.efollowup.server.device;

/** The hub will not take this message from this device, however often it is sent. */
public final class DeviceRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DeviceRefusedException(int status) {
    super(
        switch (status) {
          case 400 -> "the hub says the message is not telemetry it takes (400)";
          case 401 -> "the hub does not know this device or its key (401)";
          case 413 -> "the hub says the message is too large (413)";
          default -> "the hub refused a message with status " + status;
        });
  }
}
