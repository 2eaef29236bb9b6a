package io.efollowup.vault;

/**
 * A database cannot do its work now: the disk is full, read-only or failing, or the file is
 * damaged. Nothing of the failed transaction was kept, and it may be tried again once the cause is
 * gone. The message says what to do and holds no data.
 */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
