package io.efollowup.hub;

import java.util.List;

/**
 * Feedback in the hands of a service.
 *
 * @param lockToken completes or releases all of it
 * @param records oldest first, at least one
 */
public record LockedFeedback(String lockToken, List<FeedbackRecord> records) {
  public LockedFeedback {
    records = List.copyOf(records);
  }
}
