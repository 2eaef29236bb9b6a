package io.efollowup.hub;

/** Of which outcomes of a cloud-to-device message its sender wants to hear. */
public enum FeedbackRequest {
  NONE,
  POSITIVE,
  NEGATIVE,
  FULL
}
