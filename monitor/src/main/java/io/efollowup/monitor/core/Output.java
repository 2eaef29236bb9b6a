package io.efollowup.monitor.core;

import io.efollowup.glucose.CalendarSpan;
import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.telemetry.RefusalReason;
import java.time.Instant;
import java.util.Optional;

/** What is to be done because of an input. The order of a step's outputs matters. */
public sealed interface Output {
  /** A new reading. */
  record StoreReading(String session, GlucoseReading reading, Instant receivedAt)
      implements Output {}

  /** A new care event. */
  record StoreEvent(CareEvent event) implements Output {}

  /** An item that is not taken. */
  record Refuse(RefusalReason reason) implements Output {}

  /** An item that is stored already, with the same value: ignored and counted. */
  record Duplicate() implements Output {}

  /** The summary of this span no longer holds. */
  record SummaryTouched(CalendarSpan span) implements Output {}

  /**
   * An alarm begins. Its identity is the patient, the cause and {@code since}.
   *
   * @param since time of the reading that raised it, or from which the signal is lost
   * @param raisedAt received-at of the journal entry that raised it
   * @param value what was measured, for alarms about a reading
   */
  record RaiseAlarm(AlarmCause cause, Instant since, Instant raisedAt, Optional<GlucoseValue> value)
      implements Output {}

  /** The cause of an alarm ended. */
  record ResolveAlarm(AlarmCause cause, Instant since, Instant resolvedAt) implements Output {}
}
