package io.efollowup.server.replay;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.telemetry.TelemetryMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A reading or an event, in its place in time. */
sealed interface Item {
  Instant at();

  /** A reading. */
  record Reading(GlucoseReading reading) implements Item {
    @Override
    public Instant at() {
      return reading.at();
    }
  }

  /** An event. */
  record Event(CareEvent event) implements Item {
    @Override
    public Instant at() {
      return event.at();
    }
  }

  /** All of them in order of time. */
  static List<Item> inOrder(List<GlucoseReading> readings, List<CareEvent> events) {
    List<Item> items = new ArrayList<>();
    readings.forEach(reading -> items.add(new Reading(reading)));
    events.forEach(event -> items.add(new Event(event)));
    items.sort(Comparator.comparing(Item::at));
    return items;
  }

  static TelemetryMessage message(String session, List<Item> items) {
    List<GlucoseReading> readings = new ArrayList<>();
    List<CareEvent> events = new ArrayList<>();
    for (Item item : items) {
      switch (item) {
        case Reading(GlucoseReading reading) -> readings.add(reading);
        case Event(CareEvent event) -> events.add(event);
      }
    }
    return new TelemetryMessage(session, readings, events);
  }
}
