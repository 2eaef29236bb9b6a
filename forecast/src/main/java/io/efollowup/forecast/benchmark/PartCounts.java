package io.efollowup.forecast.benchmark;

/**
 * Sizes of what a split gives: points, and windows six points apart. Compared with those of the
 * splits file they show that the protocol was followed.
 */
public record PartCounts(
    int rows,
    int segments,
    int train,
    int validation,
    int testSeen,
    int testUnseen,
    int windowsSeen,
    int windowsUnseen) {}
