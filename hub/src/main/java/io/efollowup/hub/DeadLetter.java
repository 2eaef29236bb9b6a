package io.efollowup.hub;

import java.time.Instant;

/**
 * A message that left its queue without being completed.
 *
 * @param sequence as it was in the queue
 * @param outcome why it left; never {@link MessageOutcome#COMPLETED}
 * @param enqueuedAt when it was queued
 * @param endedAt when it left
 * @param message what was sent, its expiry filled in
 */
public record DeadLetter(
    long sequence,
    MessageOutcome outcome,
    Instant enqueuedAt,
    Instant endedAt,
    CloudToDeviceMessage message) {}
