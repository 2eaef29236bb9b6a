package io.efollowup.forecast.benchmark;

/**
 * A row of a data set.
 *
 * @param minute local time rounded to the minute (a half to the even one), since 1970-01-01 00:00
 * @param mgdl glucose, in single precision as the benchmark reads it
 */
public record RawReading(String id, long minute, float mgdl) {}
