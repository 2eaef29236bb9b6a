package io.efollowup.forecast.benchmark;

/** What a model was trained on. */
public enum TrainedOn {
  /** The training parts of the data set it is tested on. */
  OWN("own"),
  /** The training parts of all data sets of the suite. */
  POOLED("pooled"),
  /**
   * Those of all other data sets of the suite; nothing is known of the wearers that are tested, as
   * of a patient with a new sensor.
   */
  OTHERS("others");

  private final String text;

  TrainedOn(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
