package io.efollowup.forecast.quality;

/**
 * Clarke's grid. The paper draws it up to 400 mg/dL; the line of zone C above the diagonal is
 * carried on beyond. Where zones meet, A goes before E, C, D and B, as in the programs in common
 * use. Products instead of quotients keep points on a line exactly on it.
 */
final class ClarkeZones {
  private static final double LOW = 70;
  private static final double HIGH = 180;
  private static final double VERY_HIGH = 240;
  private static final double OVERCORRECTED_BY = 110;
  private static final double UNDERCORRECTED_FROM = 130;

  private ClarkeZones() {}

  static ErrorZone zone(double came, double forecast) {
    if (isRight(came, forecast)) {
      return ErrorZone.A;
    }
    if (came >= HIGH && forecast <= LOW || came <= LOW && forecast >= HIGH) {
      return ErrorZone.E;
    }
    if (isNeedless(came, forecast)) {
      return ErrorZone.C;
    }
    boolean looksWell = forecast >= LOW && forecast <= HIGH;
    return looksWell && (came >= VERY_HIGH || came <= LOW) ? ErrorZone.D : ErrorZone.B;
  }

  /** Within a fifth, or both low. */
  private static boolean isRight(double came, double forecast) {
    return came <= LOW && forecast <= LOW || 5 * forecast <= 6 * came && 5 * forecast >= 4 * came;
  }

  /** Above forecast = came + 110, or below the line from (130, 0) to (180, 70). */
  private static boolean isNeedless(double came, double forecast) {
    return came >= LOW && forecast >= came + OVERCORRECTED_BY
        || came >= UNDERCORRECTED_FROM
            && came <= HIGH
            && 5 * forecast <= 7 * (came - UNDERCORRECTED_FROM);
  }
}
