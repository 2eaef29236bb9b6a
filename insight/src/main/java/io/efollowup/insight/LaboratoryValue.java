package io.efollowup.insight;

import io.efollowup.glucose.GlycatedHaemoglobin;
import java.time.Instant;

/**
 * An HbA1c that a laboratory measured.
 *
 * @param at when the blood was taken
 */
public record LaboratoryValue(Instant at, GlycatedHaemoglobin value) {}
