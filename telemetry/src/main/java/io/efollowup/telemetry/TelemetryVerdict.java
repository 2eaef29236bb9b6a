package io.efollowup.telemetry;

import java.util.List;

/** What became of a message's bytes. */
public sealed interface TelemetryVerdict {
  /**
   * The bytes are the schema; good items are in {@code message}, others in {@code refusals}.
   *
   * @param message what was accepted; may be empty of items
   * @param refusals what was not, in the order of the message
   */
  record Judged(TelemetryMessage message, List<Refusal> refusals) implements TelemetryVerdict {
    public Judged {
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * The bytes are not the schema at all.
   *
   * @param why one sentence that holds nothing of the content
   */
  record Unreadable(String why) implements TelemetryVerdict {}
}
