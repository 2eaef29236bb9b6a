package io.efollowup.vault;

/**
 * Sealed bytes do not open: they were altered, moved from their place, or sealed with another key.
 */
public final class TamperedException extends Exception {
  private static final long serialVersionUID = 1L;

  public TamperedException(String message) {
    super(message);
  }
}
