package io.efollowup.forecast;

/** A series and whose it is. */
public record SubjectSeries(Wearer wearer, GlucoseSeries series) {}
