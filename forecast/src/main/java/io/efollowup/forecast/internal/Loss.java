package io.efollowup.forecast.internal;

/** What a net is trained to make small. Stateless. */
@FunctionalInterface
public interface Loss {
  /**
   * Turns the outputs for a case into the slope of the case's loss there, in place. The loss of a
   * batch is the mean over its cases.
   *
   * @param target what came, as given to {@link NetTraining}
   * @param importance weight of the case's errors
   */
  void slope(float[] outputs, float[] target, float importance);
}
