package io.efollowup.hub;

import java.util.Optional;

/**
 * What a caller wants an identity to be. What is absent is made (keys), taken as the default
 * (enabled) at creation, and kept as it is at an update.
 *
 * @param id the device
 * @param enabled whether its tokens are to be accepted
 * @param statusReason at most 128 characters
 * @param primaryKey 16 to 64 bytes
 * @param secondaryKey 16 to 64 bytes
 */
public record DeviceSpec(
    String id,
    Optional<Boolean> enabled,
    Optional<String> statusReason,
    Optional<byte[]> primaryKey,
    Optional<byte[]> secondaryKey) {
  private static final int LONGEST_REASON = 128;

  public DeviceSpec {
    if (statusReason.map(String::length).orElse(0) > LONGEST_REASON) {
      throw new HubException(
          HubError.MALFORMED_REQUEST, "A status reason has at most 128 characters.");
    }
  }

  /** Only an id: everything else by default. */
  public static DeviceSpec of(String id) {
    return new DeviceSpec(
        id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public String toString() {
    return "DeviceSpec[hidden]";
  }
}
