package io.efollowup.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up glucose: a slow wave and a wandering rest. */
public final class Synthetic {
  private Synthetic() {}

  public static float[] values(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] mgdl = new float[length];
    double drift = 0;
    double slope = 0;
    for (int i = 0; i < length; i++) {
      slope = 0.9 * slope + random.nextDouble(-1.5, 1.5);
      drift = 0.98 * drift + slope;
      mgdl[i] = (float) Math.rint(140 + 30 * Math.sin(i / 40.0) + drift);
    }
    return mgdl;
  }

  public static GlucoseSeries series(int length, long seed) {
    return GlucoseSeries.of(0, values(length, seed));
  }

  /** Series of several subjects of several data sets. */
  public static List<SubjectSeries> parts(int sources, int length) {
    List<SubjectSeries> parts = new ArrayList<>();
    for (int source = 0; source < sources; source++) {
      for (int subject = 0; subject < 3; subject++) {
        parts.add(
            new SubjectSeries(
                new Wearer(source, subject), series(length, 100L * source + subject)));
      }
    }
    return parts;
  }
}
