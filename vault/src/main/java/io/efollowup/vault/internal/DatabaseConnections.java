package io.efollowup.vault.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.sqlite.mc.SQLiteMCChacha20Config;
import org.sqlite.mc.SQLiteMCConfig;

/** Opens connections to one encrypted file. */
public final class DatabaseConnections {
  private static final int KEY_LENGTH = 32;

  private final Path file;
  private final SQLiteMCConfig config;

  public DatabaseConnections(Path file, byte[] key) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("a database key has 32 bytes");
    }
    this.file = file;
    // A raw key bypasses the key derivation: it is random already, and opening takes no time.
    config = new SQLiteMCChacha20Config().withRawUnsaltedKey(key).build();
  }

  public Path file() {
    return file;
  }

  /** Makes the file, readable only by its owner, before SQLite would make it readable by others. */
  public void createFile() {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (Files.getFileStore(file.toAbsolutePath().getParent())
          .supportsFileAttributeView("posix")) {
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
      } else {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException e) {
      // An existing database: the ordinary case.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection with the key, and nothing else, applied and proven right. */
  public Connection open() throws SQLException {
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA temp_store = MEMORY");
      statement.execute("PRAGMA foreign_keys = ON");
      // What is deleted is overwritten: the file is encrypted, but with a key that outlives it.
      statement.execute("PRAGMA secure_delete = ON");
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute("SELECT count(*) FROM sqlite_master");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The one connection that writes and checkpoints. */
  public Handle writer() throws SQLException {
    return handle("PRAGMA cache_size = -32768", "PRAGMA journal_size_limit = 16777216");
  }

  /** A connection that cannot write and never checkpoints. */
  public Handle reader() throws SQLException {
    return handle(
        "PRAGMA wal_autocheckpoint = 0", "PRAGMA cache_size = -4096", "PRAGMA query_only = ON");
  }

  private Handle handle(String... pragmas) throws SQLException {
    Connection connection = open();
    try (Statement statement = connection.createStatement()) {
      for (String pragma : pragmas) {
        statement.execute(pragma);
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    Jdbi jdbi = Jdbi.create(() -> connection);
    // A message with the statement's arguments would carry health data into logs.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.setStatementBuilderFactory(opened -> new KeptStatements());
    return jdbi.open();
  }
}
