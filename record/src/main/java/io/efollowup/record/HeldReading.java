package io.efollowup.record;

import java.time.Instant;

/**
 * Something a device sent that no assignment covers: kept aside, sealed, until an administrator
 * says whose it is.
 *
 * @param device who brought it
 * @param at its own time
 * @param receivedAt when it came
 * @param payload an admitted message of exactly the items kept aside, fit for the journal
 */
@SuppressWarnings("ArrayRecordComponent")
public record HeldReading(String device, Instant at, Instant receivedAt, byte[] payload) {}
