package io.efollowup.vault;

/**
 * A key, a keyring or a certificate cannot be used as it is. The message is a sentence for the
 * operator: what, where, what to do. It never holds a secret.
 */
public class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VaultException(String message) {
    super(message);
  }

  public VaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
