package io.efollowup.server.data;

/** The data directory cannot be used; the message says why and what to do. */
public final class DataDirectoryProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataDirectoryProblem(String message) {
    super(message);
  }

  public DataDirectoryProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
