package io.efollowup.record;

import io.efollowup.glucose.GlucoseReading;
import java.time.Instant;

/**
 * A reading in the record.
 *
 * @param session the sensor wear it belongs to
 * @param reading what was measured
 * @param receivedAt when the platform got it, whole seconds
 */
public record StoredReading(String session, GlucoseReading reading, Instant receivedAt) {}
