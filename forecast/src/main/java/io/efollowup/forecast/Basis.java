package io.efollowup.forecast;

import java.time.Duration;
import java.util.Optional;

/**
 * What an outlook stands on.
 *
 * @param readings readings looked back on, out-of-range ones included
 * @param gaps pauses among them that are longer than the sensor's cadence allows for
 * @param longestGap the longest of those; zero where there is none
 * @param age of the last reading at the origin; empty where there is no reading
 */
public record Basis(int readings, int gaps, Duration longestGap, Optional<Duration> age) {}
