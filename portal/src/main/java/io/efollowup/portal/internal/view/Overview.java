package io.efollowup.portal.internal.view;

import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.record.Alarm;
import io.efollowup.record.Patient;
import io.efollowup.record.StoredReading;
import io.efollowup.record.Summary;
import java.util.List;
import java.util.Optional;

/**
 * What the list knows of a patient, as it was read from the record.
 *
 * @param latest the newest reading
 * @param lastDay readings of the last 24 hours
 * @param days summaries of the chosen period
 * @param hours hourly summaries of the last seven days
 * @param alarms active alarms
 */
public record Overview(
    Patient patient,
    Optional<StoredReading> latest,
    GlucoseTrace lastDay,
    List<Summary> days,
    List<Summary> hours,
    List<Alarm> alarms) {
  public Overview {
    days = List.copyOf(days);
    hours = List.copyOf(hours);
    alarms = List.copyOf(alarms);
  }
}
