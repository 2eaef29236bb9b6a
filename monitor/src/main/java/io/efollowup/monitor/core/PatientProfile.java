package io.efollowup.monitor.core;

import io.efollowup.glucose.GlucoseThresholds;
import java.time.ZoneId;

/**
 * What the monitor must know of a patient besides their state.
 *
 * @param thresholds the limits alarms are judged by, in each unit
 * @param zone the zone the patient's hours and days are counted in
 */
public record PatientProfile(GlucoseThresholds thresholds, ZoneId zone) {}
