package io.efollowup.vault;

import java.nio.file.Path;

/** The master key given is not the one this data directory was made with. */
public final class MasterKeyMismatchException extends VaultException {
  private static final long serialVersionUID = 1L;

  public MasterKeyMismatchException(Path keyring) {
    super(
        "The master key does not match this data directory: it does not open "
            + keyring
            + ". Give the master key the directory was made with.");
  }
}
