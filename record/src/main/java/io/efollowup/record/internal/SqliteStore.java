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
import io.efollowup.vault.Sealer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The record in its two files: the data, and the patients' keys. */
public final class SqliteStore implements AutoCloseable {
  /** Patient-days folded in one transaction, so that other writers need not wait long. */
  private static final int FOLDED_AT_ONCE = 200;

  private final EncryptedDatabase database;
  private final PatientKeys keys;
  private final Sealer installationSealer;
  private final Writer writer;

  public SqliteStore(Path file, Path keysFile, byte[] databaseKey, Sealer keyWrap) {
    keys = new PatientKeys(keysFile, databaseKey, keyWrap);
    try {
      database = EncryptedDatabase.open(file, databaseKey, "db/record");
    } catch (RuntimeException e) {
      keys.close();
      throw e;
    }
    installationSealer = keyWrap;
    writer = new Writer(keys, keyWrap);
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
    return read(handle -> new MonitorTable(handle).held(device, limit, installationSealer));
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

  /** Folds every first layer into its block; returns how many patient-days it folded. */
  public int compact() {
    int folded = 0;
    while (true) {
      int now = transact(this::foldSome);
      folded += now;
      if (now < FOLDED_AT_ONCE) {
        return folded;
      }
    }
  }

  private record Day(Owner owner, PatientRow row, long day) {}

  private int foldSome(Handle handle) {
    List<Day> days =
        handle
            .createQuery(
                """
                SELECT DISTINCT o.name, p.pseudonym, p.number, p.organisation, r.day
                FROM recent r
                JOIN patient p ON p.number = r.patient AND p.organisation = r.organisation
                JOIN organisation o ON o.number = p.organisation
                LIMIT ?
                """)
            .bind(0, FOLDED_AT_ONCE)
            .map(
                (row, context) -> {
                  var owner =
                      new Owner(
                          new OrganisationId(row.getString(1)), new PatientId(row.getString(2)));
                  return new Day(
                      owner, new PatientRow(row.getLong(3), row.getLong(4), owner), row.getLong(5));
                })
            .list();
    days.forEach(each -> writer.fold(handle, each.row(), each.day()));
    return days.size();
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
