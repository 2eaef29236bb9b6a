package io.efollowup.record.internal;

import io.efollowup.record.HeldReading;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what versions before migration 3 stored under ids and digests in clear, once, in the
 * transaction that is running.
 *
 * <p>What belongs to a patient whose key was destroyed cannot be opened: it is moved as it is, to a
 * random place, so that its id is gone too.
 */
final class MoveFromClear {
  private static final Logger log = LoggerFactory.getLogger(MoveFromClear.class);
  private static final String SUFFIX = "_in_clear";
  private static final List<String> TABLES =
      List.of(EventTable.NAME, ProgrammeTable.LABORATORY, ProgrammeTable.GOAL);

  private final SecureRandom random = new SecureRandom();
  private final Handle handle;
  private final PatientKeys keys;
  private final HeldSeal heldSeal;

  MoveFromClear(Handle handle, PatientKeys keys, HeldSeal heldSeal) {
    this.handle = handle;
    this.keys = keys;
    this.heldSeal = heldSeal;
  }

  static boolean isDue(Handle handle) {
    return handle
        .createQuery("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")
        .bind(0, EventTable.NAME + SUFFIX)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * Moves all.
   *
   * @throws IllegalStateException when there are entries and no patient's key at all: the file of
   *     the keys is not the one that belongs here
   */
  void run() {
    long entries = TABLES.stream().mapToLong(this::count).sum();
    if (entries > 0 && keys.isEmpty()) {
      throw new IllegalStateException(
          "the record has entries of patients and the file of their keys has none: restore both"
              + " from the same backup");
    }
    TABLES.forEach(this::move);
    moveHeld();
    if (entries > 0) {
      log.info("{} entries were moved to where only their patients' keys lead", entries);
    }
  }

  private long count(String table) {
    return handle.createQuery("SELECT count(*) FROM " + table + SUFFIX).mapTo(Long.class).one();
  }

  /** A row as it stood. */
  private record Old(PatientRow patient, UUID id, Optional<Long> at, byte[] sealed) {}

  private void move(String table) {
    boolean timed = !table.equals(ProgrammeTable.GOAL);
    handle
        .createQuery(
            """
            SELECT p.number, p.organisation, o.name, p.pseudonym, e.id, e.sealed%s
            FROM %s e JOIN patient p ON p.number = e.patient
            JOIN organisation o ON o.number = p.organisation
            """
                .formatted(timed ? ", e.at" : "", table + SUFFIX))
        .map((row, context) -> old(row, timed))
        .useStream(rows -> rows.forEach(old -> move(table, old)));
    drop(table);
  }

  private static Old old(ResultSet row, boolean timed) throws SQLException {
    var owner = new Owner(new OrganisationId(row.getString(3)), new PatientId(row.getString(4)));
    return new Old(
        new PatientRow(row.getLong(1), row.getLong(2), owner),
        Uuids.of(row.getBytes(5)),
        timed ? Optional.of(row.getLong(7)) : Optional.empty(),
        row.getBytes(6));
  }

  private void move(String table, Old old) {
    Optional<PatientSeal> seal = keys.find(old.patient().owner());
    if (seal.isEmpty()) {
      byte[] anywhere = new byte[EntrySeal.PLACE];
      random.nextBytes(anywhere);
      insert(table, old, new EntrySeal.Row(anywhere, old.sealed()));
    } else {
      byte[] content = seal.get().open(old.sealed(), table, old.id());
      insert(table, old, new EntrySeal(seal.get(), table).seal(old.id(), content));
    }
  }

  private void insert(String table, Old old, EntrySeal.Row row) {
    String insert =
        old.at().isPresent()
            ? "INSERT INTO %s (organisation, patient, place, sealed, at) VALUES (?, ?, ?, ?, ?)"
            : "INSERT INTO %s (organisation, patient, place, sealed) VALUES (?, ?, ?, ?)";
    var update =
        handle
            .createUpdate(insert.formatted(table))
            .bind(0, old.patient().organisation())
            .bind(1, old.patient().number())
            .bind(2, row.place())
            .bind(3, row.sealed());
    old.at().ifPresent(at -> update.bind(4, at));
    update.execute();
  }

  private void moveHeld() {
    var table = new MonitorTable(handle);
    handle
        .createQuery("SELECT device, at, received_at, sealed FROM held_in_clear ORDER BY id")
        .map(
            (row, context) ->
                new HeldReading(
                    row.getString(1),
                    Times.instant(row.getLong(2)),
                    Times.instant(row.getLong(3)),
                    heldSeal.open(row.getBytes(4), row.getString(1))))
        .useStream(held -> held.forEach(each -> table.hold(each, heldSeal)));
    drop("held");
  }

  private void drop(String table) {
    handle.execute("DROP TABLE " + table + SUFFIX);
  }
}
