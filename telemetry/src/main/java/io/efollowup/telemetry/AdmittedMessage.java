package io.efollowup.telemetry;

import java.util.List;

/**
 * A message as the journal keeps it: what entered, and what of it was refused.
 *
 * @param message the good items
 * @param refusals the others, in the order of the message
 */
public record AdmittedMessage(TelemetryMessage message, List<Refusal> refusals) {
  public AdmittedMessage {
    refusals = List.copyOf(refusals);
  }
}
