package io.efollowup.testkit.record;

import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.StoredReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints how fast readings enter when they come one by one from many patients in turn. */
@Tag("soak")
class SpeedOfRecordTest {
  @TempDir Path folder;

  @Test
  void shouldTakeReadingsOfManyPatientsInTurn() {
    int patients = 1_000;
    List<List<StoredReading>> wears = new ArrayList<>();
    for (int p = 0; p < patients; p++) {
      wears.add(RecordSamples.wear("9f86d081-884c-4d65-9a2f-" + p, RecordSamples.NOON, 1, p));
    }
    try (ClinicalRecord record = SqliteRecordTest.open(folder)) {
      SpeedOfRecord.addPatients(record, patients);
      Duration took = SpeedOfRecord.interleave(record, wears, 1, 1_000);
      System.out.printf(
          "%,d readings one by one in transactions of 1,000: %,.0f readings/s%n",
          patients * 480, patients * 480 / (took.toNanos() / 1e9));
      Duration whole = SpeedOfRecord.likeMonitor(record, patients, 50);
      System.out.printf(
          "with duplicate check, two summaries and state each: %,.0f readings/s%n",
          patients * 50 / (whole.toNanos() / 1e9));
    }
  }
}
