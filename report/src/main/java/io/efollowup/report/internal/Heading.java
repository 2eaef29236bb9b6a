package io.efollowup.report.internal;

import io.efollowup.report.ReportOptions;
import java.time.ZoneId;

/**
 * What a report says of itself at its head.
 *
 * @param title what it is
 * @param period the days it covers, in words
 * @param notice whether there is enough data, in words
 * @param warning whether that is a warning
 * @param zone the zone of every time in it
 */
record Heading(
    String title,
    String period,
    String notice,
    boolean warning,
    ZoneId zone,
    ReportOptions options,
    Words words,
    Numbers numbers) {}
