package io.efollowup.forecast.outlook;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Cases drawn from subjects, each at a reading of theirs.
 *
 * @param x inputs, not standardised
 * @param y what came, as {@link Truth#targets}
 * @param last value of the last reading, mg/dL
 * @param stratum as {@link Strata}
 * @param importance weight of its errors: calm data sets and restless ones count alike
 */
record Cases(float[][] x, float[][] y, float[] last, int[] stratum, float[] importance) {
  private static final double IMPORTANCE_MGDL = 10;
  private static final int HOUR_STEPS = 12;

  /**
   * Draws cases.
   *
   * @param draws cases at each reading
   * @param changed as {@link Draws} takes it
   */
  static Cases of(List<TrainingSubject> subjects, int draws, double changed, long seed) {
    Collector collector = new Collector();
    SplittableRandom random = new SplittableRandom(seed);
    for (TrainingSubject subject : subjects) {
      collector.add(subject, draws, new Draws(random.split(), changed));
    }
    return collector.cases();
  }

  int size() {
    return x.length;
  }

  private static final class Collector {
    private final List<float[]> x = new ArrayList<>();
    private final List<float[]> y = new ArrayList<>();
    private final List<Float> last = new ArrayList<>();
    private final List<Integer> stratum = new ArrayList<>();
    private final List<String> dataset = new ArrayList<>();

    void add(TrainingSubject subject, int draws, Draws drawing) {
      Readings all =
          Readings.of(subject.trace(), 0, subject.trace().size(), subject.wearer().range());
      double cadence = Look.cadence(all);
      ZoneOffset offset = subject.offset();
      for (int i = 2; i < all.size(); i++) {
        if (!Truth.isKnown(all, i)) {
          continue;
        }
        float[] truth = Truth.after(all, i);
        for (int draw = 0; draw < draws; draw++) {
          drawing
              .draw(all, i, subject.wearer().traits(), cadence)
              .ifPresent(drawn -> add(subject.dataset(), drawn, truth, offset.getTotalSeconds()));
        }
      }
    }

    private void add(String set, Draws.Drawn drawn, float[] truth, int offsetSeconds) {
      Look look = Look.of(drawn.readings(), drawn.traits().cadenceMinutes(), offsetSeconds);
      x.add(LookFeatures.of(look, drawn.traits()));
      // The last value may have been rounded or bounded: changes are counted from what is seen.
      y.add(Truth.targets(truth, look.mgdl()[0]));
      last.add(look.mgdl()[0]);
      stratum.add(Strata.of(look));
      dataset.add(set);
    }

    Cases cases() {
      Map<String, double[]> moved = new LinkedHashMap<>();
      for (int i = 0; i < y.size(); i++) {
        double[] sums = moved.computeIfAbsent(dataset.get(i), set -> new double[2]);
        for (int step = 0; step < HOUR_STEPS; step++) {
          float change = y.get(i)[step];
          if (!Float.isNaN(change)) {
            sums[0] += Math.abs(change) * Heads.SCALE_MGDL;
            sums[1]++;
          }
        }
      }
      float[] lasts = new float[y.size()];
      int[] strata = new int[y.size()];
      float[] importance = new float[y.size()];
      for (int i = 0; i < y.size(); i++) {
        double[] sums = moved.get(dataset.get(i));
        lasts[i] = last.get(i);
        strata[i] = stratum.get(i);
        importance[i] =
            (float) (IMPORTANCE_MGDL * sums[1] / Math.max(sums[0], Math.max(sums[1], 1)));
      }
      return new Cases(
          x.toArray(float[][]::new), y.toArray(float[][]::new), lasts, strata, importance);
    }
  }
}
