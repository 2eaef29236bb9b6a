package io.efollowup.monitor.core;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseReading;
import java.time.Instant;
import java.util.List;

/** What can happen to a patient's state. Time is only ever the received-at of a journal entry. */
public sealed interface Input {
  /**
   * Readings of one message that belong to this patient.
   *
   * @param device who brought them
   * @param receivedAt when, by the server's clock
   * @param session the sensor wear
   * @param readings in any order
   */
  record Readings(String device, Instant receivedAt, String session, List<GlucoseReading> readings)
      implements Input {
    public Readings {
      readings = List.copyOf(readings);
    }
  }

  /**
   * Care events of one message that belong to this patient.
   *
   * @param device who brought them
   * @param receivedAt when, by the server's clock
   * @param events in any order
   */
  record Events(String device, Instant receivedAt, List<CareEvent> events) implements Input {
    public Events {
      events = List.copyOf(events);
    }
  }

  /**
   * Time passed.
   *
   * @param at the server's time
   * @param listeningSince since when the platform could hear devices without a break; silence
   *     before that is not the sensor's
   */
  record Tick(Instant at, Instant listeningSince) implements Input {}

  /**
   * A device is no longer assigned to the patient.
   *
   * @param device which
   * @param at the server's time it was noticed
   */
  record AssignmentEnded(String device, Instant at) implements Input {}
}
