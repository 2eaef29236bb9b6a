package io.efollowup.record;

import io.efollowup.record.internal.SqliteStore;
import io.efollowup.vault.KeyedDigest;
import io.efollowup.vault.Sealer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The clinical record in an encrypted SQLite file, {@code record.db}. Each patient's readings,
 * events, summaries, alarm values and monitor state are sealed with a key of the patient's own
 * besides; the keys stand, wrapped, in a file elsewhere, so that a copy of the record does not hold
 * them.
 */
public final class SqliteRecord implements ClinicalRecord {
  private final SqliteStore store;

  private SqliteRecord(SqliteStore store) {
    this.store = store;
  }

  /**
   * Opens the record, making it at first use.
   *
   * @param recordDirectory where {@code record.db} stands
   * @param patientKeysFile file of the patients' keys, outside the record's directory
   * @param databaseKey 32 bytes: the key of both files
   * @param keyWrap wraps the patients' keys and seals what has no patient yet
   * @param heldDigest recognises what has no patient yet when it arrives again
   * @throws io.efollowup.vault.WrongDatabaseKeyException when a file was made with another key
   * @throws io.efollowup.vault.DatabaseUnavailableException when the disk refuses
   */
  public static SqliteRecord open(
      Path recordDirectory,
      Path patientKeysFile,
      byte[] databaseKey,
      Sealer keyWrap,
      KeyedDigest heldDigest) {
    Path file = recordDirectory.resolve("record.db");
    return new SqliteRecord(
        new SqliteStore(file, patientKeysFile, databaseKey, keyWrap, heldDigest));
  }

  /**
   * Folds readings that arrived one by one into their patients' days, in short transactions.
   * Readers see no difference. Much-used days are folded as they fill; call this now and then, such
   * as hourly, for the others.
   *
   * @return how many arrivals were folded
   */
  public long compact() {
    return store.compact();
  }

  @Override
  public OrganisationRecord in(OrganisationId organisation) {
    return store.in(organisation);
  }

  @Override
  public List<OrganisationId> organisations() {
    return store.organisations();
  }

  @Override
  public Optional<Account> account(String name) {
    return store.account(name);
  }

  @Override
  public Optional<Assignment> assignmentAt(String device, Instant at) {
    return store.assignmentAt(device, at);
  }

  @Override
  public Optional<byte[]> monitorState(OrganisationId organisation, PatientId patient) {
    return store.monitorState(organisation, patient);
  }

  @Override
  public List<Assignment> currentAssignments(Instant at) {
    return store.currentAssignments(at);
  }

  @Override
  public long monitorPosition() {
    return store.monitorPosition();
  }

  @Override
  public List<HeldReading> held(String device, int limit) {
    return store.held(device, limit);
  }

  @Override
  public RecordStatus status() {
    return store.status();
  }

  @Override
  public <T> T write(Function<RecordTransaction, T> work) {
    return store.write(work);
  }

  @Override
  public void close() {
    store.close();
  }
}
