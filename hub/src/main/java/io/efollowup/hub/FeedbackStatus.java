package io.efollowup.hub;

/** What a message's sender is told became of it. Client libraries know exactly these five. */
public enum FeedbackStatus {
  SUCCESS("Success"),
  EXPIRED("Expired"),
  DELIVERY_COUNT_EXCEEDED("DeliveryCountExceeded"),
  REJECTED("Rejected"),
  PURGED("Purged");

  private final String label;

  FeedbackStatus(String label) {
    this.label = label;
  }

  /** As it is written on the wire. */
  public String label() {
    return label;
  }
}
