package io.efollowup.server.platform;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, last first, going on when one of them fails. */
final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Closes everything because of a problem, which stays the one that is told. */
  void closeAfter(RuntimeException problem) {
    try {
      close();
    } catch (RuntimeException e) {
      problem.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    RuntimeException problem = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        if (problem == null) {
          problem = new IllegalStateException("a part of the platform did not close", e);
        } else {
          problem.addSuppressed(e);
        }
      }
    }
    if (problem != null) {
      throw problem;
    }
  }
}
