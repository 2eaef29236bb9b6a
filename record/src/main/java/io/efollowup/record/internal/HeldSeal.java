package io.efollowup.record.internal;

import io.efollowup.vault.KeyedDigest;
import io.efollowup.vault.Sealer;
import java.nio.charset.StandardCharsets;

/**
 * Seals what has no patient yet, with the installation's keys.
 *
 * @param sealer seals it
 * @param digest recognises what is held already, and tells nobody else what it is
 */
record HeldSeal(Sealer sealer, KeyedDigest digest) {
  byte[] seal(byte[] plain, String device) {
    return sealer.seal(plain, context(device));
  }

  byte[] open(byte[] sealed, String device) {
    return PatientSeal.open(sealer, sealed, context(device));
  }

  private static byte[] context(String device) {
    return ("held|" + device).getBytes(StandardCharsets.UTF_8);
  }
}
