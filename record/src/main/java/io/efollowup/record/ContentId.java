package io.efollowup.record;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Identities that follow from what is said, so that saying it again is no second entry. */
final class ContentId {
  private ContentId() {}

  static UUID of(String... parts) {
    return UUID.nameUUIDFromBytes(String.join("\u001f", parts).getBytes(StandardCharsets.UTF_8));
  }
}
