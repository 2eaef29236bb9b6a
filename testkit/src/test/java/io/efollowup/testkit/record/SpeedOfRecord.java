package io.efollowup.testkit.record;

import static io.efollowup.record.OrganisationId.DEFAULT;

import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.PatientId;
import io.efollowup.record.RecordTransaction;
import io.efollowup.record.StoredReading;
import io.efollowup.record.Summary;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Loads to measure a record with. */
final class SpeedOfRecord {
  private SpeedOfRecord() {}

  static PatientId patient(int number) {
    return new PatientId("P-%05d".formatted(number));
  }

  static void addPatients(ClinicalRecord record, int patients) {
    record.write(
        tx -> {
          for (int p = 0; p < patients; p++) {
            tx.addPatient(DEFAULT, RecordSamples.patient(patient(p)));
          }
          return true;
        });
  }

  /** Adds batches of each patient in turn. */
  static Duration interleave(
      ClinicalRecord record, List<List<StoredReading>> wears, int batch, int batchesPerCommit) {
    List<Consumer<RecordTransaction>> steps = new ArrayList<>();
    int length = wears.getFirst().size();
    for (int i = 0; i < length; i += batch) {
      for (int p = 0; p < wears.size(); p++) {
        PatientId patient = patient(p);
        List<StoredReading> part = wears.get(p).subList(i, Math.min(i + batch, length));
        steps.add(tx -> tx.addReadings(DEFAULT, patient, part));
      }
    }
    return run(record, steps, batchesPerCommit);
  }

  /** What the monitor does with each reading. */
  static Duration likeMonitor(ClinicalRecord record, int patients, int readings) {
    List<Consumer<RecordTransaction>> steps = new ArrayList<>();
    Instant start = RecordSamples.NOON.plus(Duration.ofDays(3));
    for (int i = 0; i < readings; i++) {
      Instant at = start.plusSeconds(180L * i);
      for (int p = 0; p < patients; p++) {
        steps.add(monitored(patient(p), at));
      }
    }
    return run(record, steps, 1_000);
  }

  private static Consumer<RecordTransaction> monitored(PatientId patient, Instant at) {
    Instant hour = at.truncatedTo(ChronoUnit.HOURS);
    Instant day = at.truncatedTo(ChronoUnit.DAYS);
    byte[] state = new byte[200];
    return tx -> {
      if (tx.storedValue(DEFAULT, patient, "w", at).isEmpty()) {
        tx.addReadings(DEFAULT, patient, List.of(RecordSamples.mgdl("w", at, 120)));
        int inHour = tx.trace(DEFAULT, patient, hour, hour.plusSeconds(3_600)).size();
        int inDay = tx.trace(DEFAULT, patient, day, day.plusSeconds(86_400)).size();
        tx.putSummary(
            DEFAULT, RecordSamples.summary(patient, Summary.Span.HOUR, hour, 120 * inHour));
        tx.putSummary(DEFAULT, RecordSamples.summary(patient, Summary.Span.DAY, day, 120 * inDay));
        tx.putMonitorState(DEFAULT, patient, state);
      }
    };
  }

  private static Duration run(
      ClinicalRecord record, List<Consumer<RecordTransaction>> steps, int perCommit) {
    long start = System.nanoTime();
    for (int i = 0; i < steps.size(); i += perCommit) {
      List<Consumer<RecordTransaction>> now =
          steps.subList(i, Math.min(i + perCommit, steps.size()));
      record.write(
          tx -> {
            now.forEach(step -> step.accept(tx));
            return true;
          });
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
