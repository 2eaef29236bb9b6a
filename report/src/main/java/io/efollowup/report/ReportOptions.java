package io.efollowup.report;

import io.efollowup.glucose.GlucoseUnit;
import java.time.Instant;

/**
 * How a report is written.
 *
 * @param language the language of every word
 * @param unit the unit every value is shown in
 * @param pageSize the paper
 * @param patientLabel who the report is about, as it is to stand on the page: a pseudonym, unless
 *     the one who asks may see more; it stands in no metadata
 * @param createdAt the time shown as the report's own
 */
public record ReportOptions(
    Language language,
    GlucoseUnit unit,
    PageSize pageSize,
    String patientLabel,
    Instant createdAt) {}
