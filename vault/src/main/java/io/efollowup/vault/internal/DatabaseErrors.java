package io.efollowup.vault.internal;

import io.efollowup.vault.DatabaseUnavailableException;
import io.efollowup.vault.WrongDatabaseKeyException;
import java.io.IOException;
import java.nio.file.Path;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells a failing disk and a wrong key from errors of the program. */
public final class DatabaseErrors {
  private static final int PRIMARY_CODE = 0xff;

  private DatabaseErrors() {}

  /** The exception to throw for this one: a translation, or itself when it is unchecked. */
  public static RuntimeException translate(Path file, Exception e) {
    String name = file.getFileName().toString();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof DatabaseUnavailableException known) {
        return known;
      }
      if (cause instanceof IOException) {
        return unavailable(name, "cannot be read or written; check disk and permissions", e);
      }
      if (cause instanceof SQLiteException sqlite) {
        return ofCode(name, sqlite, e);
      }
    }
    return e instanceof RuntimeException unchecked
        ? unchecked
        : unavailable(name, "cannot be opened", e);
  }

  private static RuntimeException ofCode(String name, SQLiteException sqlite, Exception e) {
    return switch (primary(sqlite)) {
      case SQLITE_FULL -> unavailable(name, "cannot grow: the disk is full; free some space", e);
      case SQLITE_IOERR ->
          unavailable(name, "cannot be read or written; check the disk and the space on it", e);
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
          unavailable(name, "cannot be written; check disk and permissions", e);
      case SQLITE_BUSY, SQLITE_LOCKED -> unavailable(name, "is in use by another process", e);
      case SQLITE_CORRUPT ->
          unavailable(name, "is damaged or was altered; restore it from a backup", e);
      case SQLITE_NOTADB ->
          new WrongDatabaseKeyException(
              "the database " + name + " does not open with this key, or its start was altered", e);
      default -> e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    };
  }

  private static SQLiteErrorCode primary(SQLiteException e) {
    int code = e.getResultCode().code;
    return SQLiteErrorCode.getErrorCode(code < 0 ? code : code & PRIMARY_CODE);
  }

  private static DatabaseUnavailableException unavailable(String name, String what, Exception e) {
    return new DatabaseUnavailableException("the database " + name + " " + what, e);
  }
}
