/**
 * The metrics of a trace with the field's conventions: definitions as the R package iglu publishes
 * them (Broll et al., PLOS ONE 16:e0248560, 2021), statistics in mg/dL, ranges judged in the unit a
 * value was measured in. A metric a trace is too short for is unavailable with a reason, never a
 * wrong number.
 */
package io.efollowup.glucose.metrics;
