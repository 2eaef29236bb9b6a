package io.efollowup.forecast.outlook;

/** A model that cannot be trained or read. The message says what and what to do. */
public final class ModelProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelProblem(String what) {
    super(what);
  }

  public ModelProblem(String what, Throwable cause) {
    super(what, cause);
  }
}
