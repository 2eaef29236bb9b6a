package io.efollowup.vault;

import io.efollowup.vault.internal.DatabaseConnections;
import io.efollowup.vault.internal.DatabaseErrors;
import io.efollowup.vault.internal.DatabaseMigration;
import io.efollowup.vault.internal.ReaderPool;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/**
 * An SQLite file encrypted as a whole (ChaCha20-Poly1305 per page, write-ahead log included). One
 * connection writes and checkpoints; readers have their own, see a snapshot and never wait for the
 * writer. Safe for use by several threads.
 *
 * <p>Exceptions hold neither SQL nor values. The handles given to callbacks are valid only inside
 * them, and their transaction is managed here: do not begin, commit or roll back.
 */
public final class EncryptedDatabase implements AutoCloseable {
  private final Path file;
  private final Handle writer;
  private final ReaderPool readers;
  private final ReentrantLock writing = new ReentrantLock(true);
  private boolean closed;

  private EncryptedDatabase(Path file, Handle writer, ReaderPool readers) {
    this.file = file;
    this.writer = writer;
    this.readers = readers;
  }

  /**
   * Opens the file, creating it (mode 0600) when it is absent, and migrates it to the newest schema
   * of the classpath location.
   *
   * @param key 32 bytes, used as they are, without key derivation
   * @param migrations classpath folder of Flyway scripts, such as {@code db/record}
   * @throws WrongDatabaseKeyException when the file was made with another key
   * @throws DatabaseUnavailableException when the disk refuses
   */
  public static EncryptedDatabase open(Path file, byte[] key, String migrations) {
    var connections = new DatabaseConnections(file, key);
    try {
      connections.createFile();
      DatabaseMigration.migrate(connections, migrations);
      Handle writer = connections.writer();
      return new EncryptedDatabase(file, writer, new ReaderPool(connections));
    } catch (SQLException | RuntimeException e) {
      throw DatabaseErrors.translate(file, e);
    }
  }

  /** Runs a query on a snapshot: everything it reads is of one moment. It cannot write. */
  public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
    Handle handle = readers.take();
    try {
      handle.execute("BEGIN");
      return work.withHandle(handle);
    } catch (RuntimeException e) {
      throw DatabaseErrors.translate(file, e);
    } finally {
      readers.giveBack(handle);
    }
  }

  /**
   * Runs a transaction, alone among writers, in order of arrival. When this returns the transaction
   * is on disk, synced; when it throws, nothing of it was kept.
   *
   * @throws DatabaseUnavailableException when the disk refuses; later calls work again once it does
   *     not
   */
  public <T, X extends Exception> T write(HandleCallback<T, X> work) throws X {
    return write(work, () -> {});
  }

  /**
   * The same, for a caller that remembers what it wrote.
   *
   * @param rolledBack runs after a rollback, before any other transaction begins
   */
  public <T, X extends Exception> T write(HandleCallback<T, X> work, Runnable rolledBack) throws X {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction is already running on this thread");
    }
    writing.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the database is closed");
      }
      return transact(work, rolledBack);
    } catch (RuntimeException e) {
      throw DatabaseErrors.translate(file, e);
    } finally {
      writing.unlock();
    }
  }

  private <T, X extends Exception> T transact(HandleCallback<T, X> work, Runnable rolledBack)
      throws X {
    writer.execute("BEGIN IMMEDIATE");
    boolean done = false;
    try {
      T result = work.withHandle(writer);
      writer.execute("COMMIT");
      done = true;
      return result;
    } finally {
      if (!done) {
        ReaderPool.rollBack(writer);
        rolledBack.run();
      }
    }
  }

  /** Waits for what is running, folds the write-ahead log into the file, and closes. */
  @Override
  public void close() {
    writing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      readers.close();
      writer.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (RuntimeException e) {
      throw DatabaseErrors.translate(file, e);
    } finally {
      writer.close();
      writing.unlock();
    }
  }
}
