package io.efollowup.server.admin;

/** An operation that cannot be done; the message says why and what to do. */
public final class AdministrationProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AdministrationProblem(String message) {
    super(message);
  }

  public AdministrationProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
