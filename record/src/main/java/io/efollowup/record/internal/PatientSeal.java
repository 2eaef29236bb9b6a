package io.efollowup.record.internal;

import io.efollowup.vault.DatabaseUnavailableException;
import io.efollowup.vault.KeyedDigest;
import io.efollowup.vault.Sealer;
import io.efollowup.vault.TamperedException;
import java.nio.charset.StandardCharsets;

/** Seals one patient's data with the patient's own key, bound to its place in the record. */
final class PatientSeal {
  private final Owner owner;
  private final Sealer sealer;
  private final byte[] digestKey;

  /**
   * For a patient's key of 32 bytes. Sealing uses it as it is and digests one that follows from it,
   * so that no key serves two algorithms.
   */
  PatientSeal(Owner owner, byte[] key) {
    this.owner = owner;
    this.sealer = Sealer.withKey(key);
    this.digestKey = KeyedDigest.withKey(key).of("digest".getBytes(StandardCharsets.US_ASCII));
  }

  byte[] seal(byte[] plain, String table, Object place) {
    return sealer.seal(plain, context(owner, table, place));
  }

  byte[] open(byte[] sealed, String table, Object place) {
    return open(sealer, sealed, context(owner, table, place));
  }

  /** Digests of the patient's own: without the key nobody can try what they are of. */
  KeyedDigest digest() {
    return KeyedDigest.withKey(digestKey);
  }

  static byte[] context(Owner owner, String table, Object place) {
    return (table
            + '|'
            + owner.organisation().value()
            + '|'
            + owner.patient().value()
            + '|'
            + place)
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] open(Sealer sealer, byte[] sealed, byte[] context) {
    try {
      return sealer.open(sealed, context);
    } catch (TamperedException e) {
      throw new DatabaseUnavailableException(
          "a part of the record was altered or moved and does not open; restore it from a backup",
          e);
    }
  }
}
