package io.efollowup.monitor;

import io.efollowup.monitor.core.CoreSettings;
import java.time.Duration;

/**
 * How the runner works.
 *
 * @param core limits of time the core judges by
 * @param batchEntries the most journal entries of one transaction
 * @param batchItems items (readings and events) after which a transaction takes no further entry
 * @param commitEvery the least time from the beginning of one transaction to the next, unless a
 *     full batch waits: what arrives meanwhile shares one sync of the disk, which senders wait for
 *     too; a transaction that took longer is followed by a rest as long again, of 60 ms at most,
 *     and less where two such transactions leave less of 200 ms
 * @param tickEvery how often the passing of time is written into the journal
 * @param keepJournal entries younger than this stay in the journal though they are in the record
 * @param retainEvery how often older ones are removed
 * @param patientsCached patients whose state is kept in memory
 * @param firstRetry wait after a failed commit; it doubles with each failure
 * @param longestRetry the most it grows to
 */
public record MonitorSettings(
    CoreSettings core,
    int batchEntries,
    int batchItems,
    Duration commitEvery,
    Duration tickEvery,
    Duration keepJournal,
    Duration retainEvery,
    int patientsCached,
    Duration firstRetry,
    Duration longestRetry) {

  /** What {@code serve} uses. */
  public static final MonitorSettings DEFAULT =
      new MonitorSettings(
          CoreSettings.DEFAULT,
          2_000,
          20_000,
          Duration.ofMillis(20),
          Duration.ofSeconds(30),
          Duration.ofDays(7),
          Duration.ofHours(1),
          100_000,
          Duration.ofMillis(100),
          Duration.ofSeconds(10));

  public MonitorSettings {
    if (batchEntries < 1 || batchItems < 1 || patientsCached < 1) {
      throw new IllegalArgumentException("batches and the cache of patients hold at least one");
    }
    if (commitEvery.isNegative()
        || !tickEvery.isPositive()
        || !retainEvery.isPositive()
        || !firstRetry.isPositive()
        || longestRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException("times between ticks, removals and retries are positive");
    }
  }

  /** The same with another size of batch. */
  public MonitorSettings withBatch(int entries, int items) {
    return new MonitorSettings(
        core,
        entries,
        items,
        commitEvery,
        tickEvery,
        keepJournal,
        retainEvery,
        patientsCached,
        firstRetry,
        longestRetry);
  }

  /** The same with another least time between transactions. */
  public MonitorSettings withCommitEvery(Duration duration) {
    return new MonitorSettings(
        core,
        batchEntries,
        batchItems,
        duration,
        tickEvery,
        keepJournal,
        retainEvery,
        patientsCached,
        firstRetry,
        longestRetry);
  }

  /** The same with another time between ticks. */
  public MonitorSettings withTickEvery(Duration duration) {
    return new MonitorSettings(
        core,
        batchEntries,
        batchItems,
        commitEvery,
        duration,
        keepJournal,
        retainEvery,
        patientsCached,
        firstRetry,
        longestRetry);
  }

  /** The same with other waits after failures. */
  public MonitorSettings withRetry(Duration first, Duration longest) {
    return new MonitorSettings(
        core,
        batchEntries,
        batchItems,
        commitEvery,
        tickEvery,
        keepJournal,
        retainEvery,
        patientsCached,
        first,
        longest);
  }

  /** The same with another number of patients kept in memory. */
  public MonitorSettings withPatientsCached(int patients) {
    return new MonitorSettings(
        core,
        batchEntries,
        batchItems,
        commitEvery,
        tickEvery,
        keepJournal,
        retainEvery,
        patients,
        firstRetry,
        longestRetry);
  }
}
