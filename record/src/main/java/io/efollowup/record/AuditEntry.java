package io.efollowup.record;

import java.time.Instant;
import java.util.Optional;

/**
 * Who did what to which record.
 *
 * @param at when
 * @param actor account name, or {@code system}
 * @param action a stable word such as {@code patient.view}
 * @param patient whose record, if one
 * @param outcome {@code allowed} or {@code refused}
 */
public record AuditEntry(
    Instant at, String actor, String action, Optional<PatientId> patient, String outcome) {}
