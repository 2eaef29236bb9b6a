package io.efollowup.record.internal;

import io.efollowup.record.Account;
import io.efollowup.record.Assignment;
import io.efollowup.record.HeldReading;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.PatientId;
import io.efollowup.record.RecordStatus;
import io.efollowup.record.RecordTransaction;
import io.efollowup.vault.EncryptedDatabase;
import io.efollowup.vault.KeyedDigest;
import io.efollowup.vault.Sealer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The record in its two files: the data, and the patients' keys. */
public final class SqliteStore implements AutoCloseable {
  /** Arrivals removed in one transaction, so that other writers need not wait long. */
  private static final int SWEPT_AT_ONCE = 1_000;

  private final EncryptedDatabase database;
  private final PatientKeys keys;
  private final HeldSeal heldSeal;
  private final Writer writer;

  public SqliteStore(
      Path file, Path keysFile, byte[] databaseKey, Sealer keyWrap, KeyedDigest heldDigest) {
    heldSeal = new HeldSeal(keyWrap, heldDigest);
    keys = new PatientKeys(keysFile, databaseKey, keyWrap);
    try {
      database = open(file, databaseKey);
    } catch (RuntimeException e) {
      keys.close();
      throw e;
    }
    writer = new Writer(keys, heldSeal);
  }

  private EncryptedDatabase open(Path file, byte[] databaseKey) {
    EncryptedDatabase opened = EncryptedDatabase.open(file, databaseKey, "db/record");
    try {
      opened.<Void, RuntimeException>write(
          handle -> {
            if (MoveFromClear.isDue(handle)) {
              new MoveFromClear(handle, keys, heldSeal).run();
            }
            return null;
          });
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private <T> T read(Function<Handle, T> query) {
    return database.<T, RuntimeException>read(query::apply);
  }

  public OrganisationRecord in(OrganisationId organisation) {
    return new SqliteOrganisation(database, keys, organisation);
  }

  public List<OrganisationId> organisations() {
    return read(handle -> new PatientTable(handle).organisations());
  }

  public Optional<Account> account(String name) {
    return read(handle -> new AccountTable(handle).named(name));
  }

  public Optional<Assignment> assignmentAt(String device, Instant at) {
    return read(handle -> new AssignmentTable(handle).at(device, at));
  }

  public List<Assignment> currentAssignments(Instant at) {
    return read(handle -> new AssignmentTable(handle).current(at));
  }

  public Optional<byte[]> monitorState(OrganisationId organisation, PatientId patient) {
    var owner = new Owner(organisation, patient);
    return read(
        handle ->
            new PatientTable(handle)
                .find(owner)
                .flatMap(row -> new MonitorTable(handle).state(row, keys.of(owner))));
  }

  public long monitorPosition() {
    return read(handle -> new MonitorTable(handle).position());
  }

  public List<HeldReading> held(String device, int limit) {
    return read(handle -> new MonitorTable(handle).held(device, limit, heldSeal));
  }

  public RecordStatus status() {
    return read(handle -> new MonitorTable(handle).status());
  }

  public <T> T write(Function<RecordTransaction, T> work) {
    return transact(
        handle -> {
          var transaction = new SqliteTransaction(handle, writer);
          try {
            return work.apply(transaction);
          } finally {
            transaction.end();
          }
        });
  }

  /** Under the database's write lock from beginning to end, the writer's memory included. */
  private <T> T transact(Function<Handle, T> work) {
    return database.<T, RuntimeException>write(
        handle -> {
          T result = work.apply(handle);
          writer.beforeCommit(handle);
          return result;
        },
        writer::rollBack);
  }

  /** Folds the whole first layer into blocks; returns how many arrivals it removed. */
  public long compact() {
    long removed = 0;
    while (true) {
      long now = transact(handle -> writer.sweep(handle, SWEPT_AT_ONCE, 0));
      if (now == 0) {
        return removed;
      }
      removed += now;
    }
  }

  @Override
  public void close() {
    try {
      database.close();
    } finally {
      keys.close();
    }
  }
}
