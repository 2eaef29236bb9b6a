package io.efollowup.forecast.quality;

/** The zones of an error grid, from right to dangerous. */
public enum ErrorZone {
  /** Right enough: the same treatment. */
  A,
  /** Wrong, without harm or without another treatment. */
  B,
  /** Would lead to a needless treatment. */
  C,
  /** A danger is missed. */
  D,
  /** Would lead to the opposite of the right treatment. */
  E
}
