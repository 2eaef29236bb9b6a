package io.efollowup.telemetry;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseReading;
import java.util.List;

/**
 * What a phone sends: readings of one sensor wear and care events. Schema {@code
 * efollowup.telemetry/1}.
 *
 * @param session opaque id of the sensor wear the readings belong to, 1 to 64 characters
 * @param readings in any order
 * @param events in any order
 */
public record TelemetryMessage(
    String session, List<GlucoseReading> readings, List<CareEvent> events) {
  public TelemetryMessage {
    readings = List.copyOf(readings);
    events = List.copyOf(events);
  }

  /** Says how much there is and nothing of what it says, since it may end in a log. */
  @Override
  public String toString() {
    return "TelemetryMessage[" + readings.size() + " readings, " + events.size() + " events]";
  }
}
