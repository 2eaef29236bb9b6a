package io.efollowup.record.internal;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Identities as columns: 16 bytes. */
final class Uuids {
  private Uuids() {}

  static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  static UUID of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
