package io.efollowup.record;

import java.util.Map;

/**
 * Counts over the whole record.
 *
 * @param refused items refused, by {@code RefusalReason} code
 * @param position journal position up to which everything is in the record (exclusive)
 */
public record RecordStatus(
    long patients,
    long readings,
    long events,
    long alarms,
    long held,
    Map<String, Long> refused,
    long position) {
  public RecordStatus {
    refused = Map.copyOf(refused);
  }
}
