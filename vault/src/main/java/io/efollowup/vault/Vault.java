package io.efollowup.vault;

import io.efollowup.vault.internal.AeadSealer;
import io.efollowup.vault.internal.HmacDigest;
import io.efollowup.vault.internal.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The keys of one data directory. Every purpose has a random key of its own, kept in {@code
 * keyring} wrapped by the master key; a new purpose's key is on disk before it is given out, so
 * nothing is ever sealed with a key that a crash could lose. Safe for use by several threads; one
 * process at a time.
 */
public final class Vault {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._/-]{0,95}");

  private final Keyring keyring;

  private Vault(Keyring keyring) {
    this.keyring = keyring;
  }

  /**
   * Opens the keyring in a directory, making both at first use.
   *
   * @throws MasterKeyMismatchException when the keyring was made with another master key
   * @throws VaultException when the keyring was altered or cannot be understood
   */
  public static Vault open(Path keysDirectory, MasterKey key) {
    Path file = keysDirectory.resolve("keyring");
    Sealer wrapping = wrapping(key);
    try {
      DurableFiles.createDirectories(keysDirectory);
      return new Vault(
          Files.exists(file) ? Keyring.load(file, wrapping) : Keyring.create(file, wrapping));
    } catch (IOException e) {
      throw new UncheckedIOException("The keyring " + file + " cannot be opened", e);
    }
  }

  /** Whether a keyring stands in a directory: false before the first start only. */
  public static boolean exists(Path keysDirectory) {
    return Files.exists(keysDirectory.resolve("keyring"));
  }

  /**
   * Seals and opens for one purpose. The same purpose always gives the same key.
   *
   * @param purpose lower-case letters, digits and {@code . _ / -}; it stands in the keyring in
   *     clear, so it must not name a person or a device
   */
  public Sealer sealer(String purpose) {
    return new AeadSealer(key("seal", purpose));
  }

  /** The 32-byte key of an encrypted database. The caller's own copy. */
  public byte[] databaseKey(String name) {
    return key("database", name);
  }

  /** A keyed digest for one purpose: equal inputs give equal digests within it, and only there. */
  public KeyedDigest digest(String purpose) {
    return new HmacDigest(key("digest", purpose));
  }

  /**
   * Wraps all keys with another master key, durably. Nothing sealed before is rewritten, and
   * everything still opens; the old master key opens nothing in this directory any more (but does
   * open backups of the old keyring).
   */
  public void rewrap(MasterKey next) {
    keyring.rewrap(wrapping(next));
  }

  private byte[] key(String kind, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a key's name has lower-case letters, digits and . _ / - only: " + name);
    }
    return keyring.key(kind + ":" + name);
  }

  private static Sealer wrapping(MasterKey key) {
    return new AeadSealer(key.bytes());
  }
}
