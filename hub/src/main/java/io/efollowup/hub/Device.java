package io.efollowup.hub;

import java.time.Instant;

/**
 * A device's identity.
 *
 * @param id as it appears in addresses and tokens, case-sensitive; see {@link DeviceIds}
 * @param generationId differs between two devices that had the same id one after the other
 * @param etag changes with every change of the identity; without quotes
 * @param enabled whether its tokens are accepted
 * @param statusReason why it is as it is, at most 128 characters, may be empty
 * @param keys what it signs its tokens with
 * @param createdAt when the identity was made
 * @param statusUpdatedAt when {@code enabled} last changed
 */
public record Device(
    String id,
    String generationId,
    String etag,
    boolean enabled,
    String statusReason,
    SymmetricKeys keys,
    Instant createdAt,
    Instant statusUpdatedAt) {

  /** Shows neither id nor keys: a device id is not for logs. */
  @Override
  public String toString() {
    return "Device[" + (enabled ? "enabled" : "disabled") + "]";
  }
}
