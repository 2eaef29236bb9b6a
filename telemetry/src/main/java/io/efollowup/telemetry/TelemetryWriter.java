package io.efollowup.telemetry;

import io.efollowup.telemetry.internal.JsonMessage;

/**
 * Writes telemetry messages in canonical form: fields in the order of the schema, nothing that was
 * not stated, numbers in the shortest form that reads back as the same number. {@link
 * TelemetryReader} gives an equal message back, if its items are within the bounds of the schema
 * and its times whole seconds. Does not limit the size: a sender splits what is longer than {@link
 * TelemetryReader#MAX_BODY_BYTES}.
 */
public final class TelemetryWriter {
  private TelemetryWriter() {}

  /** The message as JSON in UTF-8. */
  public static byte[] write(TelemetryMessage message) {
    return JsonMessage.write(message);
  }
}
