package io.efollowup.server.platform;

import io.efollowup.hub.HubStore;
import io.efollowup.journal.EmbeddedJournal;
import io.efollowup.journal.Journal;
import io.efollowup.record.SqliteRecord;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.data.DataDirectoryProblem;
import io.efollowup.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything durable of a data directory, opened under its lock. Whoever holds this is the only
 * process that does.
 */
public record Stores(
    DataDirectory directory,
    DataDirectory.Lock lock,
    Vault vault,
    Journal journal,
    SqliteRecord record,
    HubStore hub,
    InstantSource clock)
    implements AutoCloseable {

  /**
   * Takes the lock and opens.
   *
   * @throws DataDirectoryProblem when another process serves this directory
   */
  public static Stores open(
      DataDirectory directory, Configuration configuration, Map<String, String> variables) {
    directory.prepare();
    DataDirectory.Lock lock =
        directory
            .tryLock()
            .orElseThrow(
                () ->
                    new DataDirectoryProblem(
                        "another process serves the data directory %s; stop it, or give another with --data"
                            .formatted(directory.root())));
    return open(directory, lock, configuration, variables);
  }

  /** Opens under a lock that is already held; the lock is closed if this fails. */
  public static Stores open(
      DataDirectory directory,
      DataDirectory.Lock lock,
      Configuration configuration,
      Map<String, String> variables) {
    Closing closing = new Closing();
    try {
      closing.add(lock);
      MasterKeys.requireKeyringBesideData(directory);
      Vault vault =
          Vault.open(directory.keys(), MasterKeys.load(directory, configuration, variables));
      Journal journal =
          closing.add(
              EmbeddedJournal.open(
                  directory.journal(),
                  vault.sealer("journal"),
                  EmbeddedJournal.Options.standard()));
      requireDatabasesBeside(journal, directory);
      SqliteRecord record =
          closing.add(
              SqliteRecord.open(
                  directory.record(),
                  directory.keys().resolve("patients.db"),
                  vault.databaseKey("record"),
                  vault.sealer("patient-keys"),
                  vault.digest("record-held")));
      requireJournalReaching(record.monitorPosition(), journal, directory);
      HubStore hub = closing.add(HubStore.open(directory.hub(), vault.databaseKey("hub")));
      return new Stores(directory, lock, vault, journal, record, hub, InstantSource.system());
    } catch (RuntimeException e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  /**
   * Stops when a database of a directory in use is missing or empty: an empty one would be made in
   * its place, and what it held would be gone without a word. The hub's is made last, and nothing
   * is in the journal before all are made, so that a first start that was cut short may go on.
   */
  private static void requireDatabasesBeside(Journal journal, DataDirectory directory) {
    Path hub = directory.hub().resolve("hub.db");
    if (journal.end() == 0 && !holdsData(hub)) {
      return;
    }
    Stream.of(directory.keys().resolve("patients.db"), directory.record().resolve("record.db"), hub)
        .filter(file -> !holdsData(file))
        .findFirst()
        .ifPresent(
            missing -> {
              throw new DataDirectoryProblem(
                  "%s is missing or empty, though this data directory is in use; restore it from a backup"
                      .formatted(missing));
            });
  }

  private static boolean holdsData(Path file) {
    try {
      return Files.exists(file) && Files.size(file) > 0;
    } catch (IOException e) {
      throw new DataDirectoryProblem("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** A journal that ends before what the record took from it has lost acknowledged messages. */
  private static void requireJournalReaching(
      long position, Journal journal, DataDirectory directory) {
    if (journal.end() < position) {
      throw new DataDirectoryProblem(
          ("the journal in %s ends at position %d, but the record was made from one that reached %d:"
                  + " segments were removed or an old copy was put back; restore journal/ and record/"
                  + " from the same moment")
              .formatted(directory.journal(), journal.end(), position));
    }
  }

  @Override
  public void close() {
    Closing closing = new Closing();
    closing.add(lock);
    closing.add(record);
    closing.add(hub);
    closing.add(journal);
    closing.close();
  }
}
