package io.efollowup.vault.internal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.aead.subtle.XAesGcmAead;
import com.google.crypto.tink.util.SecretBytes;
import io.efollowup.vault.Sealer;
import io.efollowup.vault.TamperedException;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * XAES-256-GCM (C2SP) through Tink. AES-GCM alone allows some 2^32 messages under one key with
 * random nonces, which a journal that seals a thousand frames a second reaches in weeks; the longer
 * nonce of XAES removes that limit for one microsecond a message.
 *
 * <p>Keys are rotated by the keyring around this class, so Tink's primitive is used bare, without
 * its keysets and their registry (which also costs start-up time).
 *
 * <p>Form: version byte 1, then Tink's salt, nonce, ciphertext and tag. The version byte is
 * authenticated with the context.
 */
public final class AeadSealer implements Sealer {
  private static final byte VERSION = 1;

  private final Aead aead;

  /** For a key of 32 bytes. */
  @AccessesPartialKey
  @LowLevelCryptoCaller
  public AeadSealer(byte[] key) {
    try {
      XAesGcmParameters parameters =
          XAesGcmParameters.create(XAesGcmParameters.Variant.NO_PREFIX, 12);
      SecretBytes secret = SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get());
      aead = XAesGcmAead.create(XAesGcmKey.create(parameters, secret, null));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a sealing key has 32 bytes", e);
    }
  }

  @Override
  public byte[] seal(byte[] plaintext, byte[] context) {
    try {
      byte[] ciphertext = aead.encrypt(plaintext, versioned(context));
      byte[] sealed = new byte[1 + ciphertext.length];
      sealed[0] = VERSION;
      System.arraycopy(ciphertext, 0, sealed, 1, ciphertext.length);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  @Override
  public byte[] open(byte[] sealed, byte[] context) throws TamperedException {
    if (sealed.length == 0 || sealed[0] != VERSION) {
      throw new TamperedException("it is not sealed in a form this version knows");
    }
    try {
      return aead.decrypt(Arrays.copyOfRange(sealed, 1, sealed.length), versioned(context));
    } catch (GeneralSecurityException e) {
      TamperedException tampered =
          new TamperedException("it was altered, moved from its place or sealed with another key");
      tampered.initCause(e);
      throw tampered;
    }
  }

  private static byte[] versioned(byte[] context) {
    byte[] all = new byte[1 + context.length];
    all[0] = VERSION;
    System.arraycopy(context, 0, all, 1, context.length);
    return all;
  }
}
