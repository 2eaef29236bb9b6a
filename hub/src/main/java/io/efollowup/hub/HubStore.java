package io.efollowup.hub;

import io.efollowup.vault.DurableFiles;
import io.efollowup.vault.EncryptedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jdbi.v3.core.HandleCallback;

/**
 * Everything the hub keeps, in one encrypted file: identities with their keys, policies' keys,
 * messages to devices, dead letters, feedback, twins, what devices have subscribed to. Safe for use
 * by several threads; every use of it blocks.
 */
public final class HubStore implements AutoCloseable {
  private static final String FILE = "hub.db";

  private final EncryptedDatabase database;

  private HubStore(EncryptedDatabase database) {
    this.database = database;
  }

  /**
   * Opens the store, making directory and file where they are missing.
   *
   * @param databaseKey 32 bytes
   */
  public static HubStore open(Path hubDirectory, byte[] databaseKey) {
    createDirectories(hubDirectory);
    return new HubStore(EncryptedDatabase.open(hubDirectory.resolve(FILE), databaseKey, "db/hub"));
  }

  private static void createDirectories(Path directory) {
    try {
      DurableFiles.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("The hub's directory " + directory + " cannot be made", e);
    }
  }

  <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
    return database.read(work);
  }

  <T, X extends Exception> T write(HandleCallback<T, X> work) throws X {
    return database.write(work);
  }

  @Override
  public void close() {
    database.close();
  }
}
