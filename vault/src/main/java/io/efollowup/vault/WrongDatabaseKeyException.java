package io.efollowup.vault;

/** A database file does not open with the key it was given. */
public final class WrongDatabaseKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongDatabaseKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
