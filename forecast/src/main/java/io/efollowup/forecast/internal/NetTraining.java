package io.efollowup.forecast.internal;

import java.util.SplittableRandom;

/**
 * Training of a net: AdamW, a rate that rises and falls once, gradients clipped, and the running
 * average of the weights for use. The same cases and seed give the same net.
 */
public final class NetTraining {
  private static final int BATCH = 512;
  private static final int SMALLEST_BATCH = 64;

  /** A batch is at most one part of so many of the cases. */
  private static final int BATCHES = 16;

  private static final int FEWEST_STEPS = 400;
  private static final int MOST_STEPS = 7300;
  private static final double RISING_SHARE = 0.25;
  private static final double FIRST_RATE_SHARE = 0.05;
  private static final double LAST_RATE_SHARE = 0.002;
  private static final float MOMENTUM = 0.9f;
  private static final float MEMORY = 0.999f;
  private static final float AVERAGE = 0.995f;
  private static final float TINY = 1e-8f;

  private final float[][] x;
  private final float[][] y;
  private final float[] importance;
  private final Loss loss;

  /**
   * A training on these cases.
   *
   * @param x inputs of each case
   * @param y what came, in the form that the loss takes
   * @param importance weight of each case's errors
   */
  public NetTraining(float[][] x, float[][] y, float[] importance, Loss loss) {
    this.x = x;
    this.y = y;
    this.importance = importance;
    this.loss = loss;
  }

  /** Trains a net as usual. */
  public Net train(NetShape shape, long seed) {
    return train(shape, TrainingPlan.USUAL, seed);
  }

  /**
   * Trains a net.
   *
   * @param shape with as many inputs as the cases have, and outputs as the loss takes
   */
  public Net train(NetShape shape, TrainingPlan plan, long seed) {
    return train(shape, plan, seed, (step, steps) -> {});
  }

  /** Is told of each step, counted from 1, and how many there are. */
  @FunctionalInterface
  public interface Progress {
    void after(int step, int steps);
  }

  /** Trains a net as {@link #train(NetShape, TrainingPlan, long)} does, telling how far it is. */
  public Net train(NetShape shape, TrainingPlan plan, long seed, Progress progress) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] weights = Net.drawn(shape, random);
    Gradient gradient = new NetGradient(shape, batch(), loss);
    return new Net(shape, averaged(weights, gradient, plan, random, progress));
  }

  /** Trains a net with patterns. */
  public PatternNet train(PatternShape shape, TrainingPlan plan, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] weights = PatternNet.drawn(shape, random);
    Gradient gradient = new PatternGradient(shape, batch(), loss);
    return new PatternNet(shape, averaged(weights, gradient, plan, random, (step, steps) -> {}));
  }

  private int batch() {
    return Math.clamp(x.length / BATCHES, SMALLEST_BATCH, BATCH);
  }

  /** Moves the weights along, and gives their running average. */
  private float[][] averaged(
      float[][] weights,
      Gradient gradient,
      TrainingPlan plan,
      SplittableRandom random,
      Progress progress) {
    float[][] average = zeros(weights);
    float[][] first = zeros(weights);
    float[][] second = zeros(weights);
    int batch = batch();
    int[] order = new int[x.length];
    int used = order.length;
    float[][] batchX = new float[batch][];
    float[][] batchY = new float[batch][];
    float[] batchImportance = new float[batch];
    int steps = Math.clamp((long) plan.epochs() * x.length / batch, FEWEST_STEPS, MOST_STEPS);
    for (int step = 1; step <= steps; step++) {
      for (int n = 0; n < batch; n++) {
        if (used == order.length) {
          shuffle(order, random);
          used = 0;
        }
        int one = order[used++];
        batchX[n] = x[one];
        batchY[n] = y[one];
        batchImportance[n] = importance[one];
      }
      float[][] slopes = gradient.of(weights, batchX, batchY, batchImportance);
      float scale = 1 / Math.max(1f, norm(slopes));
      float rate = (float) (plan.rate() * rate((step - 0.5) / steps));
      for (int row = 0; row < weights.length; row++) {
        move(weights[row], slopes[row], first[row], second[row], scale, rate, plan.decay(), step);
        average(average[row], weights[row], step);
      }
      progress.after(step, steps);
    }
    return average;
  }

  private static float[][] zeros(float[][] rows) {
    float[][] zeros = new float[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      zeros[row] = new float[rows[row].length];
    }
    return zeros;
  }

  /** Share of the highest rate: up along a half wave, then down along one. */
  private static double rate(double progress) {
    double from = progress < RISING_SHARE ? FIRST_RATE_SHARE : 1;
    double to = progress < RISING_SHARE ? 1 : LAST_RATE_SHARE;
    double along =
        progress < RISING_SHARE
            ? progress / RISING_SHARE
            : (progress - RISING_SHARE) / (1 - RISING_SHARE);
    return from + (to - from) * (1 - Math.cos(Math.PI * along)) / 2;
  }

  private static float norm(float[][] rows) {
    double sum = 0;
    for (float[] row : rows) {
      for (float value : row) {
        sum += value * value;
      }
    }
    return (float) Math.sqrt(sum);
  }

  private static void move(
      float[] weights,
      float[] slopes,
      float[] first,
      float[] second,
      float scale,
      float rate,
      float decay,
      int step) {
    float bias1 = (float) (1 / (1 - Math.pow(MOMENTUM, step)));
    float bias2 = (float) (1 / (1 - Math.pow(MEMORY, step)));
    for (int j = 0; j < weights.length; j++) {
      float slope = scale * slopes[j];
      first[j] = MOMENTUM * first[j] + (1 - MOMENTUM) * slope;
      second[j] = MEMORY * second[j] + (1 - MEMORY) * slope * slope;
      weights[j] -=
          rate
              * (bias1 * first[j] / ((float) Math.sqrt(bias2 * second[j]) + TINY)
                  + decay * weights[j]);
    }
  }

  /** The running average; while young, the plain one. */
  private static void average(float[] average, float[] weights, int step) {
    float kept = Math.min(AVERAGE, (step - 1f) / step);
    for (int j = 0; j < average.length; j++) {
      average[j] = kept * average[j] + (1 - kept) * weights[j];
    }
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }
}
