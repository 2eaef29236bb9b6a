package io.efollowup.hub;

import java.time.Instant;

/**
 * What became of one cloud-to-device message whose sender asked.
 *
 * @param originalMessageId the sender's id for it, empty when it stated none
 * @param enqueuedAt when the outcome happened, which is when this record was queued
 * @param status the outcome
 * @param description the outcome as a sentence
 * @param deviceId whom the message was for
 * @param generationId which device of that id it was; see {@link Device}
 */
public record FeedbackRecord(
    String originalMessageId,
    Instant enqueuedAt,
    FeedbackStatus status,
    String description,
    String deviceId,
    String generationId) {
  /** Shows no id. */
  @Override
  public String toString() {
    return "FeedbackRecord[" + status + "]";
  }
}
