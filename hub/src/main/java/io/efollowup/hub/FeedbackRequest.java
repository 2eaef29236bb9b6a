package io.efollowup.hub;

/** Of which outcomes of a cloud-to-device message its sender wants to hear. */
public enum FeedbackRequest {
  NONE,
  POSITIVE,
  NEGATIVE,
  FULL;

  /** Whether such an outcome is told to the sender. */
  public boolean includes(FeedbackStatus status) {
    return this == FULL || this == (status == FeedbackStatus.SUCCESS ? POSITIVE : NEGATIVE);
  }
}
