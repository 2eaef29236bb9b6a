package io.efollowup.insight;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * Mean glucose over the days that end with one day, in mg/dL; empty where less than 70 % of the
 * readings of those days came.
 *
 * @param day the last of them
 */
public record RollingFigure(
    LocalDate day, OptionalDouble mean14, OptionalDouble mean30, OptionalDouble mean90) {}
