package io.efollowup.telemetry;

import io.efollowup.glucose.GlucoseValue;
import io.efollowup.telemetry.internal.JsonMessage;
import io.efollowup.telemetry.internal.JsonText;
import java.time.Instant;
import java.util.Optional;

/**
 * What a device is told, cloud to device, of an alarm about its wearer.
 *
 * <pre>{@code
 * {"schema":"efollowup.alarm/1","kind":"urgent-low","state":"raised",
 *  "since":"2026-05-10T00:03:00Z","glucose":2.8,"unit":"mmol/L"}
 * }</pre>
 *
 * @param kind {@code urgent-low}, {@code low}, {@code high}, {@code urgent-high}, {@code
 *     signal-loss} or {@code device-clock-wrong}
 * @param active whether it is raised; else its cause has ended
 * @param since time of the reading that raised it, or from which the signal is lost
 * @param value what was measured, for alarms about a reading
 */
public record AlarmNotice(
    String kind, boolean active, Instant since, Optional<GlucoseValue> value) {
  /** The schema of the notice. */
  public static final String SCHEMA = "efollowup.alarm/1";

  /** The notice as JSON in UTF-8. */
  public byte[] write() {
    return JsonText.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", SCHEMA);
          json.writeStringField("kind", kind);
          json.writeStringField("state", active ? "raised" : "resolved");
          json.writeStringField("since", since.toString());
          if (value.isPresent()) {
            JsonMessage.value(json, value.get());
          }
          json.writeEndObject();
        });
  }
}
