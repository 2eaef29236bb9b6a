package io.efollowup.insight;

import java.time.LocalDate;

/**
 * What a laboratory would find, as a normal distribution.
 *
 * @param on the day blood is taken
 * @param mean in percent (NGSP)
 * @param deviation standard deviation in percentage points, the laboratory's own scatter included
 */
public record A1cForecast(LocalDate on, double mean, double deviation) {
  private static final double Z80 = 1.2815516;
  private static final double Z50 = 0.6744898;

  /** Lower end of the interval that holds the value 80 times in 100. */
  public double low80() {
    return mean - Z80 * deviation;
  }

  /** Upper end of the same interval. */
  public double high80() {
    return mean + Z80 * deviation;
  }

  /** Lower end of the interval that holds the value every second time. */
  public double low50() {
    return mean - Z50 * deviation;
  }

  /** Upper end of the same interval. */
  public double high50() {
    return mean + Z50 * deviation;
  }

  /** How probable it is that the value is at most this, from 0 to 1. */
  public double probabilityAtMost(double percent) {
    return Normal.cumulative((percent - mean) / deviation);
  }
}
