package io.efollowup.server.demo;

/**
 * Randomness that is a function of where one looks: the same seed and place give the same number.
 */
final class SeededNoise {
  private SeededNoise() {}

  /** Uniform from 0 inclusive to 1 exclusive. */
  static double uniform(long seed, long place) {
    return (mix(seed * 0x9E3779B97F4A7C15L + place) >>> 11) * 0x1.0p-53;
  }

  /** About standard normal: the sum of four uniform numbers, scaled. */
  static double normal(long seed, long place) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += uniform(seed + i, place);
    }
    return (sum - 2) * Math.sqrt(3);
  }

  /** Smooth noise of about unit size: normal numbers at knots, joined by a cosine. */
  static double smooth(long seed, double place) {
    long knot = (long) Math.floor(place);
    double share = (1 - Math.cos(Math.PI * (place - knot))) / 2;
    return normal(seed, knot) * (1 - share) + normal(seed, knot + 1) * share;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
