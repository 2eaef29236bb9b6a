package io.efollowup.record.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
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
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        GlucoseThresholds.STANDARD,
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

  private void asEarlierVersionsWrote(Handle handle) {
    Sealer installation = Sealer.withKey(KEY);
    try (var keys = new PatientKeys(folder.resolve("patients.db"), KEY, installation)) {
      PatientSeal seal = keys.of(new Owner(CLINIC, ANNA));
      long organisation = new PatientTable(handle).organisation(CLINIC).orElseThrow();
      long anna = new PatientTable(handle).find(new Owner(CLINIC, ANNA)).orElseThrow().number();
      for (String table : List.of("care_event", "laboratory")) {
        handle.execute(
            "CREATE TABLE "
                + table
                + "_in_clear (organisation INTEGER, patient INTEGER, id BLOB, at INTEGER, sealed BLOB)");
      }
      handle.execute(
          "CREATE TABLE goal_in_clear (organisation INTEGER, patient INTEGER, id BLOB, sealed BLOB)");
      handle.execute(
          """
          CREATE TABLE held_in_clear (id INTEGER PRIMARY KEY, device TEXT, at INTEGER,
            received_at INTEGER, digest BLOB, sealed BLOB)
          """);
      long noon = Times.exact(NOON);
      handle.execute(
          "INSERT INTO care_event_in_clear VALUES (?, ?, ?, ?, ?)",
          organisation,
          anna,
          Uuids.bytes(EVENT.id()),
          noon,
          seal.seal(CareEventCodec.encode(EVENT), "care_event", EVENT.id()));
      handle.execute(
          "INSERT INTO laboratory_in_clear VALUES (?, ?, ?, ?, ?)",
          organisation,
          anna,
          Uuids.bytes(laboratory().id()),
          Times.exact(laboratory().at()),
          seal.seal(ProgrammeCodec.encode(laboratory()), "laboratory", laboratory().id()));
      handle.execute(
          "INSERT INTO goal_in_clear VALUES (?, ?, ?, ?)",
          organisation,
          anna,
          Uuids.bytes(goal().id()),
          seal.seal(ProgrammeCodec.encode(goal()), "goal", goal().id()));
      handle.execute(
          "INSERT INTO held_in_clear VALUES (NULL, ?, ?, ?, randomblob(32), ?)",
          HELD.device(),
          noon,
          noon,
          installation.seal(HELD.payload(), "held|sensor".getBytes(StandardCharsets.UTF_8)));
    }
  }
}
