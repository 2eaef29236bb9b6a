package io.efollowup.record.internal;

import io.efollowup.vault.KeyedDigest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Seals a patient's entries of one table. An entry's identity may follow from its content, so it is
 * sealed too: the row stands under a place, a digest of the identity with the patient's key, by
 * which the same entry is found again and from which nobody without the key learns what it says.
 */
final class EntrySeal {
  static final int PLACE = 16;
  private static final int ID = 16;

  private final PatientSeal seal;
  private final String table;
  private final KeyedDigest digest;

  EntrySeal(PatientSeal seal, String table) {
    this.seal = seal;
    this.table = table;
    this.digest = seal.digest();
  }

  /**
   * An entry as it was sealed.
   *
   * @param content what its table's codec reads
   */
  record Entry(UUID id, byte[] content) {}

  byte[] place(UUID id) {
    byte[] name = table.getBytes(StandardCharsets.US_ASCII);
    byte[] named = ByteBuffer.allocate(ID + name.length).put(Uuids.bytes(id)).put(name).array();
    return Arrays.copyOf(digest.of(named), PLACE);
  }

  /** A row: where it stands, and what is sealed there. */
  record Row(byte[] place, byte[] sealed) {}

  Row seal(UUID id, byte[] content) {
    byte[] place = place(id);
    byte[] plain =
        ByteBuffer.allocate(ID + content.length).put(Uuids.bytes(id)).put(content).array();
    return new Row(place, seal.seal(plain, table, bound(place)));
  }

  Entry open(byte[] place, byte[] sealed) {
    byte[] plain = seal.open(sealed, table, bound(place));
    return new Entry(Uuids.of(plain), Arrays.copyOfRange(plain, ID, plain.length));
  }

  private static String bound(byte[] place) {
    return HexFormat.of().formatHex(place);
  }
}
