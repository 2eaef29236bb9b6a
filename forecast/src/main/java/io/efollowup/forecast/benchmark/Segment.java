package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.GlucoseSeries;

/**
 * An unbroken stretch of a subject's readings, resampled.
 *
 * @param subject the subject's number in its set
 */
public record Segment(int subject, GlucoseSeries series) {}
