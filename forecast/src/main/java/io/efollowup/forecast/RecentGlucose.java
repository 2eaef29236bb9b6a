package io.efollowup.forecast;

import io.efollowup.glucose.GlucoseTrace;
import java.time.OffsetDateTime;

/**
 * What is known of one patient at the moment of a forecast.
 *
 * @param readings the last hours, irregular and with gaps as they came; out-of-range ones count as
 *     bounds. Twelve hours are looked at; readings after {@code at} are not
 * @param at the origin; its offset gives the patient's local time of day
 * @param wearer what is known of sensor and patient
 */
public record RecentGlucose(GlucoseTrace readings, OffsetDateTime at, WearerProfile wearer) {}
