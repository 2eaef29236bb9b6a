package io.efollowup.forecast;

/**
 * Whose series it is, as far as a model may know it.
 *
 * @param source number of the data set in the suite: one sensor, one rounding, one population
 * @param subject number of the subject in the data set, in ascending order of the ids
 */
public record Wearer(int source, int subject) {}
