package io.efollowup.testkit.record;

import static io.efollowup.record.OrganisationId.DEFAULT;
import static io.efollowup.testkit.record.RecordSamples.ANNA;
import static io.efollowup.testkit.record.RecordSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.HeldReading;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.SqliteRecord;
import io.efollowup.record.StoredReading;
import io.efollowup.vault.EncryptedDatabase;
import io.efollowup.vault.WrongDatabaseKeyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a record on disk can promise. */
class SqliteRecordDurabilityTest {
  @TempDir Path folder;

  @Test
  void shouldKeepReadingsAndPositionTogetherWhenKilled() throws Exception {
    long position = 0;
    for (int round = 1; round <= 5; round++) {
      long acknowledged = commitUntilKilled(150L * round);
      try (SqliteRecord record = SqliteRecordTest.open(folder)) {
        position = record.monitorPosition();
        assertThat(position).isGreaterThanOrEqualTo(acknowledged);
        assertThat(record.status().readings()).isEqualTo(position);
        assertThat(storedReadings(record)).isEqualTo(position);
        record.compact();
        assertThat(storedReadings(record)).isEqualTo(position);
      }
    }
    System.out.printf("killed 5 times, %d transactions, none lost%n", position);
  }

  /** Returns the last position whose commit was announced. */
  private long commitUntilKilled(long bytes) throws IOException, InterruptedException {
    Path announced = Files.createTempFile(folder, "announced", "");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                CommittingRecord.class.getName(),
                folder.toString())
            .redirectOutput(announced.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (Files.size(announced) < bytes && child.isAlive()) {
      Thread.onSpinWait();
    }
    child.destroyForcibly().waitFor();
    String text = Files.readString(announced);
    String whole = text.substring(0, text.lastIndexOf('\n'));
    return Long.parseLong(whole.substring(whole.lastIndexOf('\n') + 1));
  }

  private static long storedReadings(SqliteRecord record) {
    long count = 0;
    for (Patient patient : record.in(DEFAULT).patients()) {
      count += record.in(DEFAULT).trace(patient.id(), Instant.MIN, Instant.MAX).size();
    }
    return count;
  }

  @Test
  void shouldFindEverythingAgainWhenReopened() {
    List<StoredReading> wear = RecordSamples.wear("w", NOON, 2, 4);
    try (SqliteRecord record = SqliteRecordTest.open(folder)) {
      fill(record, wear);
    }

    try (SqliteRecord record = SqliteRecordTest.open(folder)) {
      assertThat(record.in(DEFAULT).readings(ANNA, Instant.MIN, Instant.MAX)).isEqualTo(wear);
      assertThat(record.monitorState(DEFAULT, ANNA)).isPresent();
      assertThat(record.in(DEFAULT).laboratory(ANNA)).hasSize(1);
      assertThat(record.in(DEFAULT).goals(ANNA)).hasSize(1);
      assertThat(record.held("device-marker", 5)).hasSize(1);
      GlucoseTrace all = record.write(tx -> tx.trace(DEFAULT, ANNA, Instant.MIN, Instant.MAX));
      assertThat(all.size()).isEqualTo(wear.size());
    }
  }

  @Test
  void shouldLeaveNothingReadableOnDisk() throws IOException {
    try (SqliteRecord record = SqliteRecordTest.open(folder)) {
      fill(record, RecordSamples.wear("session-marker", NOON, 1, 4));

      List<Path> all;
      try (Stream<Path> files = Files.walk(folder)) {
        all = files.filter(Files::isRegularFile).toList();
      }
      assertThat(all).hasSizeGreaterThanOrEqualTo(4);
      for (Path each : all) {
        assertThat(Files.readString(each, StandardCharsets.ISO_8859_1))
            .doesNotContain(
                "session-marker",
                "device-marker",
                "state-marker",
                "laboratory-marker",
                "goal-marker",
                ANNA.value(),
                "CREATE TABLE");
      }
    }
  }

  @Test
  void shouldRefuseWrongKeyAndReleaseWhatItOpened() {
    SqliteRecordTest.open(folder).close();
    byte[] wrong = new byte[32];
    wrong[0] = 1;

    assertThatThrownBy(() -> SqliteRecordTest.open(folder, wrong))
        .isInstanceOf(WrongDatabaseKeyException.class);
    SqliteRecordTest.open(folder).close();
  }

  @Test
  void shouldOpenNothingOfPatientWhoseKeyIsDestroyed() {
    try (SqliteRecord record = SqliteRecordTest.open(folder)) {
      fill(record, RecordSamples.wear("w", NOON, 1, 4));
    }
    inKeys("DELETE FROM patient_key");

    try (SqliteRecord record = SqliteRecordTest.open(folder)) {
      assertThatThrownBy(() -> record.in(DEFAULT).readings(ANNA, Instant.MIN, Instant.MAX))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("key is gone");
      assertThatThrownBy(() -> record.in(DEFAULT).laboratory(ANNA))
          .hasMessageContaining("key is gone");
      assertThatThrownBy(() -> record.in(DEFAULT).goals(ANNA)).hasMessageContaining("key is gone");
    }
  }

  @Test
  void shouldNotOpenReadingsMovedToAnotherDay() {
    try (SqliteRecord record = SqliteRecordTest.open(folder)) {
      fill(record, RecordSamples.wear("w", NOON, 1, 4));
      record.compact();
    }
    inRecord("UPDATE block SET id = id + 5");

    try (SqliteRecord record = SqliteRecordTest.open(folder)) {
      assertThatThrownBy(() -> record.in(DEFAULT).readings(ANNA, Instant.MIN, Instant.MAX))
          .hasMessageContaining("altered or moved");
    }
  }

  @Test
  void shouldNotLetTheAuditBeChanged() {
    try (SqliteRecord record = SqliteRecordTest.open(folder)) {
      fill(record, List.of());
    }

    for (String change : List.of("UPDATE audit SET outcome = 'refused'", "DELETE FROM audit")) {
      assertThatThrownBy(() -> inRecord(change)).hasStackTraceContaining("append-only");
    }
  }

  @Test
  void shouldFinishAfterCrashBetweenKeyAndPatient() {
    try (SqliteRecord record = SqliteRecordTest.open(folder)) {
      fill(record, RecordSamples.wear("w", NOON, 1, 4));
    }
    assertThat(folder.resolve("record/record.db").toFile().delete()).isTrue();

    try (SqliteRecord record = SqliteRecordTest.open(folder)) {
      fill(record, RecordSamples.wear("w", NOON, 1, 4));
      assertThat(record.in(DEFAULT).readings(ANNA, Instant.MIN, Instant.MAX)).hasSize(480);
    }
    try (SqliteRecord record = SqliteRecordTest.open(folder)) {
      assertThat(record.in(DEFAULT).readings(ANNA, Instant.MIN, Instant.MAX)).hasSize(480);
    }
  }

  @Test
  void shouldTakeAtMost24BytesPerReadingOnDisk() throws IOException {
    int patients = 40;
    try (SqliteRecord record = SqliteRecordTest.open(folder)) {
      List<List<StoredReading>> wears = new ArrayList<>();
      for (int p = 0; p < patients; p++) {
        wears.add(RecordSamples.wear("9f86d081-884c-4d65-9a2f-" + p, NOON, 7, p));
      }
      SpeedOfRecord.addPatients(record, patients);
      SpeedOfRecord.interleave(record, wears, 5, 200);
    }
    long bytes =
        Files.size(folder.resolve("record/record.db"))
            + Files.size(folder.resolve("keys/patients.db"));
    double perReading = bytes / (patients * 3_360.0);
    System.out.printf("%.1f bytes on disk per reading, keys and schema included%n", perReading);

    assertThat(perReading).isLessThan(24);
  }

  private static void fill(SqliteRecord record, List<StoredReading> readings) {
    PatientId patient = ANNA;
    OrganisationId here = DEFAULT;
    record.write(
        tx -> {
          tx.addPatient(here, RecordSamples.patient(patient));
          tx.addReadings(here, patient, readings);
          tx.putMonitorState(here, patient, "state-marker".getBytes(StandardCharsets.UTF_8));
          tx.assign(RecordSamples.assigned("device-marker", patient, NOON));
          tx.putAlarm(here, RecordSamples.alarm(patient, AlarmKind.LOW, NOON));
          tx.putLaboratory(here, patient, RecordSamples.laboratory(1, NOON, 7.1));
          tx.putGoal(here, patient, RecordSamples.goal(1, NOON, GoalMeasure.GMI, 7));
          tx.hold(new HeldReading("device-marker", NOON, NOON, new byte[] {1}));
          tx.audit(
              here, new AuditEntry(NOON, "system", "patient.add", Optional.of(patient), "allowed"));
          return true;
        });
  }

  private void inRecord(String sql) {
    change(folder.resolve("record/record.db"), "db/record", sql);
  }

  private void inKeys(String sql) {
    change(folder.resolve("keys/patients.db"), "db/patient-keys", sql);
  }

  private static void change(Path file, String migrations, String sql) {
    try (var database = EncryptedDatabase.open(file, SqliteRecordTest.KEY, migrations)) {
      database.<Integer, RuntimeException>write(handle -> handle.execute(sql));
    }
  }
}
