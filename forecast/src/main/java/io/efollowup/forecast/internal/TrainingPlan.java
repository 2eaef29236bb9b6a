package io.efollowup.forecast.internal;

/**
 * How long a net is trained and how strongly its weights are drawn to zero: what keeps it from
 * learning a small population by heart.
 *
 * @param epochs how often each case is seen, within the limits of {@link NetTraining}
 * @param decay share of the rate by which a weight shrinks at each step
 * @param rate the highest rate
 */
public record TrainingPlan(int epochs, float decay, double rate) {
  private static final double USUAL_RATE = 2e-3;

  /** What suits most. */
  public static final TrainingPlan USUAL = new TrainingPlan(8, 0.3f);

  /** One of the usual rate. */
  public TrainingPlan(int epochs, float decay) {
    this(epochs, decay, USUAL_RATE);
  }
}
