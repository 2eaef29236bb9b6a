package io.efollowup.forecast.benchmark;

/**
 * A benchmark that cannot be run as asked. The message says what, where and what to do, and holds
 * no reading.
 */
public final class BenchmarkProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BenchmarkProblem(String what) {
    super(what);
  }

  public BenchmarkProblem(String what, Throwable cause) {
    super(what, cause);
  }

  BenchmarkProblem(String file, long line, String what) {
    super("%s: line %d: %s".formatted(file, line, what));
  }
}
