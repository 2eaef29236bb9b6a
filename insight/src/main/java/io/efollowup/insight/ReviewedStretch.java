package io.efollowup.insight;

/**
 * A time outside target with what is known around it.
 *
 * @param stretch the time
 * @param atNight whether any of it lies between 00:00 and 06:00
 * @param notice whether anything logged shows that it was noticed
 * @param compressionSuspected whether it looks like pressure on the sensor rather than a low; only
 *     ever for lows
 */
public record ReviewedStretch(
    Stretch stretch, boolean atNight, Notice notice, boolean compressionSuspected) {

  /** Whether somebody seems to have known. */
  public enum Notice {
    /**
     * Something was logged from 15 minutes before a low, or 2 hours before a high, to 30 minutes
     * after it.
     */
    LOGGED,
    /** Nothing was logged near it, on a day on which other things were. */
    NOTHING_LOGGED,
    /** Nothing at all was logged on its day: nothing can be said. */
    UNKNOWN
  }

  /** Whether it is a low. */
  public boolean isLow() {
    return stretch.side() == Stretch.Side.LOW;
  }
}
