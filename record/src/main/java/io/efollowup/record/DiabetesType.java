package io.efollowup.record;

/** Kind of diabetes, as far as it is known. */
public enum DiabetesType {
  TYPE_1,
  TYPE_2,
  GESTATIONAL,
  OTHER,
  NONE,
  UNKNOWN
}
