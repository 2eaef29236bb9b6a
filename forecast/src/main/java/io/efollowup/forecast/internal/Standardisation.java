package io.efollowup.forecast.internal;

/** Brings each input to mean 0 and spread 1 as they are over training cases, then within 8. */
public final class Standardisation {
  private static final float WIDEST = 8;
  private static final double CONSTANT = 1e-6;

  private final float[] means;

  /** One over the spread; 0 for an input that does not vary. */
  private final float[] factors;

  private Standardisation(float[] means, float[] factors) {
    this.means = means;
    this.factors = factors;
  }

  /** Measures training cases. */
  public static Standardisation of(float[][] cases) {
    int inputs = cases[0].length;
    float[] means = new float[inputs];
    float[] factors = new float[inputs];
    for (int i = 0; i < inputs; i++) {
      double sum = 0;
      double squares = 0;
      for (float[] one : cases) {
        sum += one[i];
        squares += (double) one[i] * one[i];
      }
      double mean = sum / cases.length;
      double spread = Math.sqrt(Math.max(0, squares / cases.length - mean * mean));
      means[i] = (float) mean;
      factors[i] = spread < CONSTANT ? 0 : (float) (1 / spread);
    }
    return new Standardisation(means, factors);
  }

  /**
   * What {@link #means} and {@link #factors} gave.
   *
   * @throws IllegalArgumentException where they differ in length
   */
  public static Standardisation of(float[] means, float[] factors) {
    if (means.length != factors.length) {
      throw new IllegalArgumentException("as many means as factors");
    }
    return new Standardisation(means.clone(), factors.clone());
  }

  /** The mean of each input. */
  public float[] means() {
    return means.clone();
  }

  /** What each input's distance to its mean is multiplied by. */
  public float[] factors() {
    return factors.clone();
  }

  /** Standardises a case in place. */
  public float[] apply(float[] one) {
    for (int i = 0; i < one.length; i++) {
      one[i] = Math.clamp((one[i] - means[i]) * factors[i], -WIDEST, WIDEST);
    }
    return one;
  }
}
