package io.efollowup.testkit.record;

import static io.efollowup.record.OrganisationId.DEFAULT;

import io.efollowup.record.PatientId;
import io.efollowup.record.SqliteRecord;
import java.nio.file.Path;
import java.util.List;

/**
 * Commits one reading and the position together, for several patients in turn, adding patients on
 * the way, and prints each position it committed, until it is killed.
 */
public final class CommittingRecord {
  private static final int READINGS_PER_PATIENT = 100;

  private CommittingRecord() {}

  public static void main(String[] arguments) {
    try (SqliteRecord record = SqliteRecordTest.open(Path.of(arguments[0]))) {
      for (long position = record.monitorPosition(); ; position++) {
        commit(record, position);
        System.out.println(position + 1);
      }
    }
  }

  static PatientId patient(long position) {
    return new PatientId("P-%06d".formatted(position / READINGS_PER_PATIENT));
  }

  private static void commit(SqliteRecord record, long position) {
    PatientId patient = patient(position);
    record.write(
        tx -> {
          if (position % READINGS_PER_PATIENT == 0) {
            tx.addPatient(DEFAULT, RecordSamples.patient(patient));
          }
          var at = RecordSamples.NOON.plusSeconds(180 * position);
          tx.addReadings(DEFAULT, patient, List.of(RecordSamples.mgdl("w", at, 100)));
          tx.putMonitorPosition(position + 1);
          return true;
        });
  }
}
