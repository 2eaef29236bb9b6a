package io.efollowup.testkit.record;

import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.StoredReading;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
    System.out.printf("made a record in %d ms%n", openAndClose());
    System.out.printf("opened it again in %d ms%n", openAndClose());
    try (ClinicalRecord record = SqliteRecordTest.open(folder)) {
      SpeedOfRecord.addPatients(record, patients);
      print(
          "one by one in transactions of 1,000",
          patients * 480,
          () -> SpeedOfRecord.interleave(record, wears, 1, 1_000));
      print(
          "with duplicate check, two summaries and state each",
          patients * 50,
          () -> SpeedOfRecord.likeMonitor(record, patients, 50));
    }
  }

  private long openAndClose() {
    long start = System.nanoTime();
    SqliteRecordTest.open(folder).close();
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private static void print(String what, int readings, Supplier<Duration> load) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    double seconds = load.get().toNanos() / 1e9;
    double micros = (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / readings;
    System.out.printf(
        "%,d readings %s: %,.0f readings/s, %.0f us of one processor each%n",
        readings, what, readings / seconds, micros);
  }
}
