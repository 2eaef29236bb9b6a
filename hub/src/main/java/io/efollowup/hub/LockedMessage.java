package io.efollowup.hub;

import java.time.Instant;

/**
 * A cloud-to-device message in the hands of its device.
 *
 * @param lockToken settles it
 * @param sequence rises from message to message of the hub
 * @param enqueuedAt when it was queued
 * @param expiresAt when it is no longer delivered
 * @param deliveryCount how often it was handed out and given back before
 * @param message what was sent
 */
public record LockedMessage(
    String lockToken,
    long sequence,
    Instant enqueuedAt,
    Instant expiresAt,
    int deliveryCount,
    CloudToDeviceMessage message) {}
