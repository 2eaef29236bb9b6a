package io.efollowup.journal;

/** An entry could not be made durable. Nothing of it was kept; the sender may try again. */
public final class JournalUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
