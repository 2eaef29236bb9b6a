package io.efollowup.glucose;

/** The five zones of the international consensus, from lowest to highest. */
public enum GlucoseZone {
  VERY_LOW,
  LOW,
  TARGET,
  HIGH,
  VERY_HIGH
}
