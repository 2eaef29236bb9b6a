package io.efollowup.vault.internal;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** The reading connections of one file: opened when first needed, at most eight. */
public final class ReaderPool {
  private static final int SIZE = 8;

  private final DatabaseConnections connections;
  private final Semaphore permits = new Semaphore(SIZE, true);
  private final ConcurrentLinkedDeque<Handle> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  public ReaderPool(DatabaseConnections connections) {
    this.connections = connections;
  }

  /** A connection; waits while all are in use. */
  public Handle take() {
    permits.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException("the database is closed");
      }
      Handle handle = idle.pollFirst();
      return handle != null ? handle : connections.reader();
    } catch (SQLException e) {
      permits.release();
      throw DatabaseErrors.translate(connections.file(), e);
    } catch (RuntimeException e) {
      permits.release();
      throw e;
    }
  }

  /** Ends the snapshot and makes the connection available. */
  public void giveBack(Handle handle) {
    rollBack(handle);
    idle.addFirst(handle);
    permits.release();
  }

  /** Ends the transaction, if the engine has not already ended it on an error of its own. */
  public static void rollBack(Handle handle) {
    try {
      handle.execute("ROLLBACK");
    } catch (JdbiException e) {
      // No transaction is active: SQLite rolls back by itself when the disk fails.
    }
  }

  /** Waits for running reads, then closes every connection. */
  public void close() {
    closed = true;
    permits.acquireUninterruptibly(SIZE);
    idle.forEach(Handle::close);
    idle.clear();
    permits.release(SIZE);
  }
}
