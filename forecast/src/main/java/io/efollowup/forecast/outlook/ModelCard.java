package io.efollowup.forecast.outlook;

import java.util.List;

/**
 * What is to be known of a model before it is used. Holds no time of making: the same data, seed
 * and version give the same file.
 *
 * @param name what it is
 * @param version of the platform that made it
 * @param intendedUse what it is for, and what not
 * @param seed of everything drawn
 * @param settings how it was trained
 * @param data what it was trained on, calibrated by and measured on
 * @param figures what it reaches on people that neither training nor calibration saw
 * @param weightsSha256 of the weights, in hexadecimal
 */
public record ModelCard(
    String name,
    String version,
    String intendedUse,
    long seed,
    Settings settings,
    List<DataSet> data,
    List<Figure> figures,
    String weightsSha256) {
  public ModelCard {
    data = List.copyOf(data);
    figures = List.copyOf(figures);
  }

  /**
   * How it was trained.
   *
   * @param hidden units of each hidden layer
   * @param draws how many cases are drawn at each reading
   * @param part which fifth of the people calibrates (0 to 4); the next one is measured on
   */
  public record Settings(int hidden, int draws, int part) {
    /** What the default model is trained with. */
    public static final Settings USUAL = new Settings(96, 2, 0);

    public Settings {
      if (hidden < 1
          || hidden > 1024
          || draws < 1
          || draws > 20
          || part < 0
          || part >= Folds.COUNT) {
        throw new IllegalArgumentException("these settings are out of range");
      }
    }
  }

  /**
   * A data set.
   *
   * @param attribution whom its licence asks to be named
   * @param readings of all people
   * @param trained people trained on
   * @param calibrated people calibrated by
   * @param measured people measured on
   */
  public record DataSet(
      String name,
      String licence,
      String attribution,
      int readings,
      int trained,
      int calibrated,
      int measured) {}

  /**
   * A figure.
   *
   * @param of people, cases and what was measured, in words of {@code forecast evaluate}
   * @param low lower end of the 95 % interval by people
   */
  public record Figure(String of, double value, double low, double high, int cases, int people) {}
}
