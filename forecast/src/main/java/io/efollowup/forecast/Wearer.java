package io.efollowup.forecast;

/**
 * Whose series it is, as far as a model may know it.
 *
 * @param source number of the data set in the suite
 * @param subject number of the subject in the data set, in ascending order of the ids
 * @param traits what is known of the wearer and the sensor
 */
public record Wearer(int source, int subject, WearerTraits traits) {
  /** A wearer of whom nothing more is known. */
  public Wearer(int source, int subject) {
    this(source, subject, WearerTraits.UNKNOWN);
  }
}
