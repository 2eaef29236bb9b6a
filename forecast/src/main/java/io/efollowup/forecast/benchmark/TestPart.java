package io.efollowup.forecast.benchmark;

/** Which test part a figure is of. */
public enum TestPart {
  /** Subjects that are trained on, at a later time. */
  ID,
  /** Subjects that are not. */
  OD
}
