package io.efollowup.record.internal;

import io.efollowup.vault.EncryptedDatabase;
import io.efollowup.vault.Sealer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One random key per patient, wrapped, in a file of its own. New keys are made durable before the
 * record's transaction that uses them commits, so no committed data is ever without its key. Safe
 * for use by several threads.
 */
final class PatientKeys implements AutoCloseable {
  private static final int KEY_LENGTH = 32;
  private static final int CACHED = 20_000;

  private final SecureRandom random = new SecureRandom();
  private final EncryptedDatabase database;
  private final Sealer wrap;
  private final Map<Owner, PatientSeal> cache =
      Collections.synchronizedMap(new Recent<Owner, PatientSeal>(CACHED));

  /** Keys of the running transaction that are not on disk yet; only the writer touches it. */
  private final Map<Owner, byte[]> fresh = new HashMap<>();

  PatientKeys(Path file, byte[] databaseKey, Sealer wrap) {
    this.database = EncryptedDatabase.open(file, databaseKey, "db/patient-keys");
    this.wrap = wrap;
  }

  /** The patient's seal. */
  PatientSeal of(Owner owner) {
    return find(owner)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "a patient's key is gone: their data cannot be read any more"));
  }

  /** The patient's seal; empty when the key was destroyed. */
  Optional<PatientSeal> find(Owner owner) {
    PatientSeal known = cache.get(owner);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<PatientSeal> found = stored(owner);
    found.ifPresent(seal -> cache.put(owner, seal));
    return found;
  }

  /** Whether there is no key at all. */
  boolean isEmpty() {
    return database
        .read(
            handle ->
                handle
                    .createQuery("SELECT 1 FROM patient_key LIMIT 1")
                    .mapTo(Integer.class)
                    .findOne())
        .isEmpty();
  }

  private Optional<PatientSeal> stored(Owner owner) {
    Optional<byte[]> wrapped =
        database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT wrapped FROM patient_key WHERE organisation = ? AND patient = ?
                        """)
                    .bind(0, owner.organisation().value())
                    .bind(1, owner.patient().value())
                    .mapTo(byte[].class)
                    .findOne());
    return wrapped
        .map(bytes -> PatientSeal.open(wrap, bytes, context(owner)))
        .map(key -> new PatientSeal(owner, key));
  }

  /** Makes a key for a new patient, or finds the one a crash left without its patient. */
  void create(Owner owner) {
    if (stored(owner).isPresent()) {
      return;
    }
    byte[] key = new byte[KEY_LENGTH];
    random.nextBytes(key);
    fresh.put(owner, wrap.seal(key, context(owner)));
    cache.put(owner, new PatientSeal(owner, key));
  }

  /** Writes the keys made in the running transaction to disk, synced. */
  void makeDurable() {
    if (fresh.isEmpty()) {
      return;
    }
    database.write(
        handle -> {
          var batch =
              handle.prepareBatch(
                  "INSERT INTO patient_key (organisation, patient, wrapped) VALUES (?, ?, ?)");
          fresh.forEach(
              (owner, wrapped) ->
                  batch.add(owner.organisation().value(), owner.patient().value(), wrapped));
          return batch.execute();
        });
    fresh.clear();
  }

  /** Forgets what the failed transaction made. */
  void rollBack() {
    fresh.keySet().forEach(cache::remove);
    fresh.clear();
  }

  private static byte[] context(Owner owner) {
    return PatientSeal.context(owner, "patient_key", "wrapped");
  }

  @Override
  public void close() {
    database.close();
  }

  /** The most recently used entries. */
  static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int most;

    Recent(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
