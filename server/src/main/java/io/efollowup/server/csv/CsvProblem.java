package io.efollowup.server.csv;

/**
 * A file that cannot be read as what it should be. The message names the file, the line and the
 * column, and holds nothing of what stands there.
 */
public final class CsvProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CsvProblem(String file, long line, int column, String columnName, String what) {
    super("%s: line %d, column %d (%s): %s".formatted(file, line, column, columnName, what));
  }

  public CsvProblem(String file, long line, String what) {
    super("%s: line %d: %s".formatted(file, line, what));
  }
}
