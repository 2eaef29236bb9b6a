package io.efollowup.insight;

import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import java.time.Instant;

/**
 * A reading as a point of a day's curve.
 *
 * @param at when it was measured
 * @param secondOfDay wall-clock seconds since midnight in the patient's zone
 * @param value the reading, in the unit it was measured in
 * @param zone the zone it was judged to be in
 */
public record CurvePoint(Instant at, int secondOfDay, GlucoseValue value, GlucoseZone zone) {}
