package io.efollowup.record.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.HeldReading;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.Signature;
import io.efollowup.vault.DatabaseUnavailableException;
import io.efollowup.vault.EncryptedDatabase;
import io.efollowup.vault.KeyedDigest;
import io.efollowup.vault.Sealer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.mc.SQLiteMCChacha20Config;

/** Under what entries stand in the file, and that what stood there in clear is moved. */
class EntryPlacesTest {
  private static final byte[] KEY = new byte[32];
  private static final OrganisationId CLINIC = OrganisationId.DEFAULT;
  private static final PatientId ANNA = new PatientId("P-ANNA01");
  private static final PatientId BEN = new PatientId("P-BEN001");
  private static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");
  private static final Signature DOCTOR = new Signature(NOON, "doctor");
  private static final CareEvent EVENT =
      new CareEvent.Insulin(
          UUID.fromString("00000000-1111-2222-3333-444444444444"),
          NOON,
          ZoneOffset.ofHours(8),
          4,
          CareEvent.InsulinAction.RAPID);
  private static final HeldReading HELD =
      new HeldReading("sensor", NOON, NOON, "a reading".getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;

  private SqliteStore open() {
    return new SqliteStore(
        folder.resolve("record.db"),
        folder.resolve("patients.db"),
        KEY,
        Sealer.withKey(KEY),
        KeyedDigest.withKey(KEY));
  }

  /** What who has the database's key, and no patient's, may do. */
  private void inFile(HandleConsumer<RuntimeException> work) {
    try (var database = EncryptedDatabase.open(folder.resolve("record.db"), KEY, "db/record")) {
      database.<Void, RuntimeException>write(
          handle -> {
            work.useHandle(handle);
            return null;
          });
    }
  }

  private static Patient patient(PatientId id) {
    return new Patient(
        id,
        DiabetesType.TYPE_2,
        OptionalInt.empty(),
        ZoneId.of("Asia/Shanghai"),
        GlucoseUnit.MMOL_L,
        TargetLimits.ADULT,
        NOON);
  }

  private static LaboratoryEntry laboratory() {
    return LaboratoryEntry.of(
        patient(ANNA),
        LocalDate.of(2026, 5, 9),
        new GlycatedHaemoglobin(7.1, GlycatedHaemoglobin.Unit.PERCENT),
        "",
        DOCTOR);
  }

  private static GoalEntry goal() {
    return GoalEntry.of(patient(ANNA), GoalMeasure.values()[0], 7, Optional.empty(), DOCTOR);
  }

  private static void addPatients(SqliteStore store) {
    store.write(
        transaction -> {
          transaction.addPatient(CLINIC, patient(ANNA));
          transaction.addPatient(CLINIC, patient(BEN));
          return null;
        });
  }

  private static void assertWhole(SqliteStore store) {
    var in = store.in(CLINIC);
    assertThat(in.events(ANNA, Instant.MIN, Instant.MAX)).containsExactly(EVENT);
    assertThat(in.laboratory(ANNA)).containsExactly(laboratory());
    assertThat(in.goals(ANNA)).containsExactly(goal());
    assertThat(store.held("sensor", 9)).hasSize(1);
    assertThat(store.held("sensor", 9).getFirst().payload()).isEqualTo(HELD.payload());
    assertThat(store.<Boolean>write(tx -> tx.hasEvent(CLINIC, ANNA, EVENT.id()))).isTrue();
    assertThat(store.<Boolean>write(tx -> tx.hasEvent(CLINIC, BEN, EVENT.id()))).isFalse();
  }

  @Test
  void shouldStandWhereOnlyThePatientsKeyLeads() {
    try (SqliteStore store = open()) {
      addPatients(store);
      store.write(
          transaction -> {
            transaction.addEvents(CLINIC, ANNA, List.of(EVENT));
            transaction.addEvents(CLINIC, BEN, List.of(EVENT));
            return null;
          });
    }

    inFile(
        handle -> {
          List<byte[]> places =
              handle.createQuery("SELECT place FROM care_event").mapTo(byte[].class).list();
          assertThat(places).hasSize(2).doesNotContain(Uuids.bytes(EVENT.id()));
          assertThat(places.get(0)).hasSize(16).isNotEqualTo(places.get(1));
        });
  }

  @Test
  void shouldNotOpenAnEntryThatWasMovedToAnotherPlace() {
    try (SqliteStore store = open()) {
      addPatients(store);
      store.write(
          transaction -> {
            transaction.addEvents(CLINIC, ANNA, List.of(EVENT));
            return null;
          });
    }
    inFile(handle -> handle.execute("UPDATE care_event SET place = randomblob(16)"));

    try (SqliteStore store = open()) {
      assertThatThrownBy(() -> store.in(CLINIC).events(ANNA, Instant.MIN, Instant.MAX))
          .isInstanceOf(DatabaseUnavailableException.class);
    }
  }

  @Test
  void shouldMoveWhatStoodInClearOnce() {
    try (SqliteStore store = open()) {
      addPatients(store);
    }
    inFile(this::asEarlierVersionsWrote);

    try (SqliteStore store = open()) {
      assertWhole(store);
    }
    inFile(
        handle ->
            assertThat(
                    handle
                        .createQuery("SELECT name FROM sqlite_schema WHERE name LIKE '%in_clear%'")
                        .mapTo(String.class)
                        .list())
                .isEmpty());
    try (SqliteStore store = open()) {
      assertWhole(store);
      store.write(
          transaction -> {
            transaction.hold(HELD);
            transaction.putLaboratory(CLINIC, ANNA, laboratory());
            transaction.putGoal(CLINIC, ANNA, goal());
            return null;
          });
      assertWhole(store);
    }
  }

  @Test
  void shouldLeaveAllInPlaceWhenSomethingDoesNotOpen() {
    try (SqliteStore store = open()) {
      addPatients(store);
    }
    inFile(this::asEarlierVersionsWrote);
    inFile(handle -> handle.execute("UPDATE goal_in_clear SET sealed = randomblob(80)"));

    assertThatThrownBy(this::open).isInstanceOf(DatabaseUnavailableException.class);

    inFile(
        handle ->
            assertThat(
                    handle
                        .createQuery("SELECT count(*) FROM care_event_in_clear")
                        .mapTo(Integer.class)
                        .one())
                .isEqualTo(1));
  }

  @Test
  void shouldLeaveNoOldIdInTablesOrIndexes() throws Exception {
    List<UUID> ids = Stream.generate(UUID::randomUUID).limit(600).toList();
    try (SqliteStore store = open()) {
      addPatients(store);
    }
    inFile(handle -> asEarlierVersionsWrote(handle, ids));
    assertThat(found(ids)).isEqualTo(ids.size());

    open().close();

    assertThat(found(ids)).isZero();
    try (SqliteStore store = open()) {
      assertThat(store.in(CLINIC).events(ANNA, Instant.MIN, Instant.MAX))
          .extracting(CareEvent::id)
          .containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  /** How many of these stand anywhere in the pages in use, once the file is decrypted. */
  private long found(List<UUID> ids) throws Exception {
    Path copy = Files.copy(folder.resolve("record.db"), folder.resolve(UUID.randomUUID() + ".db"));
    try (Connection connection =
            new SQLiteMCChacha20Config()
                .withRawUnsaltedKey(KEY)
                .build()
                .createConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = DELETE");
      statement.execute("PRAGMA rekey = ''");
    }
    String pages = Files.readString(copy, StandardCharsets.ISO_8859_1);
    assertThat(pages).startsWith("SQLite format 3");
    return ids.stream()
        .filter(id -> pages.contains(new String(Uuids.bytes(id), StandardCharsets.ISO_8859_1)))
        .count();
  }

  @Test
  void shouldMoveWhatADestroyedPatientLeftWithoutOpeningIt() {
    try (SqliteStore store = open()) {
      addPatients(store);
    }
    inFile(this::asEarlierVersionsWrote);
    inKeys("DELETE FROM patient_key WHERE patient = '" + ANNA.value() + "'");

    try (SqliteStore store = open()) {
      assertThat(store.in(CLINIC).patients()).hasSize(2);
      assertThat(store.in(CLINIC).events(BEN, Instant.MIN, Instant.MAX)).isEmpty();
      assertThatThrownBy(() -> store.in(CLINIC).events(ANNA, Instant.MIN, Instant.MAX))
          .hasMessageContaining("key is gone");
    }
    inFile(
        handle ->
            assertThat(handle.createQuery("SELECT place FROM care_event").mapTo(byte[].class).one())
                .isNotEqualTo(Uuids.bytes(EVENT.id())));
  }

  @Test
  void shouldNotMoveAnythingBesideKeysThatAreNotItsOwn() {
    try (SqliteStore store = open()) {
      addPatients(store);
    }
    inFile(this::asEarlierVersionsWrote);
    inKeys("DELETE FROM patient_key");

    assertThatThrownBy(this::open).hasMessageContaining("restore both");
  }

  private void inKeys(String sql) {
    try (var keys = EncryptedDatabase.open(folder.resolve("patients.db"), KEY, "db/patient-keys")) {
      keys.<Integer, RuntimeException>write(handle -> handle.execute(sql));
    }
  }

  private void asEarlierVersionsWrote(Handle handle) {
    asEarlierVersionsWrote(handle, List.of(EVENT.id()));
  }

  private void asEarlierVersionsWrote(Handle handle, List<UUID> events) {
    for (String table : List.of("care_event", "laboratory", "goal")) {
      handle.execute(
          """
          CREATE TABLE %s_in_clear (organisation INTEGER NOT NULL,
            patient INTEGER NOT NULL REFERENCES patient, id BLOB NOT NULL, %s
            sealed BLOB NOT NULL, PRIMARY KEY (patient, id)) STRICT, WITHOUT ROWID
          """
              .formatted(table, table.equals("goal") ? "" : "at INTEGER NOT NULL,"));
    }
    handle.execute("CREATE INDEX care_event_by_time ON care_event_in_clear (patient, at)");
    handle.execute(
        """
        CREATE TABLE held_in_clear (id INTEGER PRIMARY KEY, device TEXT NOT NULL,
          at INTEGER NOT NULL, received_at INTEGER NOT NULL, digest BLOB NOT NULL,
          sealed BLOB NOT NULL, UNIQUE (device, digest)) STRICT
        """);
    Sealer installation = Sealer.withKey(KEY);
    try (var keys = new PatientKeys(folder.resolve("patients.db"), KEY, installation)) {
      PatientSeal seal = keys.of(new Owner(CLINIC, ANNA));
      PatientRow anna = new PatientTable(handle).find(new Owner(CLINIC, ANNA)).orElseThrow();
      for (int i = 0; i < events.size(); i++) {
        byte[] content = seal.seal(CareEventCodec.encode(EVENT), "care_event", events.get(i));
        handle.execute(
            "INSERT INTO care_event_in_clear VALUES (?, ?, ?, ?, ?)",
            anna.organisation(),
            anna.number(),
            Uuids.bytes(events.get(i)),
            Times.exact(NOON.plusSeconds(i)),
            content);
      }
      handle.execute(
          "INSERT INTO laboratory_in_clear VALUES (?, ?, ?, ?, ?)",
          anna.organisation(),
          anna.number(),
          Uuids.bytes(laboratory().id()),
          Times.exact(laboratory().at()),
          seal.seal(ProgrammeCodec.encode(laboratory()), "laboratory", laboratory().id()));
      handle.execute(
          "INSERT INTO goal_in_clear VALUES (?, ?, ?, ?)",
          anna.organisation(),
          anna.number(),
          Uuids.bytes(goal().id()),
          seal.seal(ProgrammeCodec.encode(goal()), "goal", goal().id()));
    }
    handle.execute(
        "INSERT INTO held_in_clear VALUES (NULL, ?, ?, ?, randomblob(32), ?)",
        HELD.device(),
        Times.exact(HELD.at()),
        Times.exact(HELD.receivedAt()),
        installation.seal(HELD.payload(), "held|sensor".getBytes(StandardCharsets.UTF_8)));
  }
}
