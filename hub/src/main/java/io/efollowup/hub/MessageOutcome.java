package io.efollowup.hub;

import java.util.Locale;

/** How a cloud-to-device message left its queue. */
public enum MessageOutcome {
  COMPLETED(FeedbackStatus.SUCCESS, "The device completed the message."),
  REJECTED(FeedbackStatus.REJECTED, "The device rejected the message."),
  EXPIRED(FeedbackStatus.EXPIRED, "The message expired before the device completed it."),
  DELIVERY_COUNT_EXCEEDED(
      FeedbackStatus.DELIVERY_COUNT_EXCEEDED, "The device gave the message back too often."),
  /** All messages of the device were dropped, or the device was deleted. */
  PURGED(FeedbackStatus.PURGED, "The device's queue was emptied."),
  /** A newer alarm of the same kind came. */
  SUPERSEDED(FeedbackStatus.PURGED, "A newer alarm of the same kind replaced the message."),
  /** The queue was full and an alarm had to enter. */
  DISPLACED(FeedbackStatus.PURGED, "The message made room for an alarm in a full queue.");

  private final FeedbackStatus feedback;
  private final String description;

  MessageOutcome(FeedbackStatus feedback, String description) {
    this.feedback = feedback;
    this.description = description;
  }

  /** The name it is counted under. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the sender is told, if it asked. */
  public FeedbackStatus feedback() {
    return feedback;
  }

  /** The same as a sentence. */
  public String description() {
    return description;
  }
}
