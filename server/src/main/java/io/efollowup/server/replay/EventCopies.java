package io.efollowup.server.replay;

import io.efollowup.glucose.CareEvent;
import io.efollowup.telemetry.TelemetryMessage;
import io.efollowup.telemetry.TelemetryWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The same events with other identities or at other times. */
final class EventCopies {
  private static final UUID NO_IDENTITY = new UUID(0, 0);

  private EventCopies() {}

  static CareEvent with(CareEvent event, UUID id, Instant at) {
    return switch (event) {
      case CareEvent.Meal meal ->
          new CareEvent.Meal(
              id,
              at,
              meal.offset(),
              meal.carbs(),
              meal.protein(),
              meal.fat(),
              meal.fibre(),
              meal.foods());
      case CareEvent.Insulin insulin ->
          new CareEvent.Insulin(id, at, insulin.offset(), insulin.units(), insulin.action());
      case CareEvent.Exercise exercise ->
          new CareEvent.Exercise(
              id, at, exercise.offset(), exercise.minutes(), exercise.mets(), exercise.activity());
      case CareEvent.Medication medication ->
          new CareEvent.Medication(
              id,
              at,
              medication.offset(),
              medication.name(),
              medication.atc(),
              medication.dose(),
              medication.unit());
      case CareEvent.Fingerstick stick ->
          new CareEvent.Fingerstick(id, at, stick.offset(), stick.glucose());
    };
  }

  /**
   * The events as one patient's phone would name them: identities follow from the pseudonym, what
   * the event says and when, and tell nothing of the file. The same event always has the same one.
   */
  static List<CareEvent> ofPatient(String patient, List<CareEvent> events) {
    Map<String, Integer> seen = new HashMap<>();
    List<CareEvent> named = new ArrayList<>();
    for (CareEvent event : events) {
      CareEvent nameless = with(event, NO_IDENTITY, event.at());
      String content =
          new String(
              TelemetryWriter.write(new TelemetryMessage(patient, List.of(), List.of(nameless))),
              StandardCharsets.UTF_8);
      int before = seen.merge(content, 1, Integer::sum) - 1;
      byte[] name = (content + before).getBytes(StandardCharsets.UTF_8);
      named.add(with(event, UUID.nameUUIDFromBytes(name), event.at()));
    }
    return named;
  }
}
