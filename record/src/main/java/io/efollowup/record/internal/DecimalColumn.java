package io.efollowup.record.internal;

/**
 * Numbers as people measure them: decimals with few places, each close to the one before. A column
 * has one number of places; a number that is no such decimal is written as its raw bits, so that
 * every double comes back bit for bit.
 */
final class DecimalColumn {
  private static final int MOST_PLACES = 6;
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

  /** Beyond this, integers as doubles have gaps. */
  private static final double LARGEST = 1L << 52;

  private static final long RAW = 1;

  private final int places;
  private long previous;

  DecimalColumn(int places) {
    this.places = places;
  }

  /** Fewest places at which this is exact; 0 when it is at none, for it will be raw anyway. */
  static int placesOf(double value) {
    for (int places = 0; places <= MOST_PLACES; places++) {
      if (isExact(value, places)) {
        return places;
      }
    }
    return 0;
  }

  private static boolean isExact(double value, int places) {
    double scaled = value * POWERS[places];
    if (!(Math.abs(scaled) < LARGEST)) {
      return false;
    }
    // Both operands are exact integers, so the quotient is the double nearest to the decimal.
    double back = Math.round(scaled) / POWERS[places];
    return Double.doubleToRawLongBits(back) == Double.doubleToRawLongBits(value);
  }

  void write(double value, ByteWriter out) {
    if (!isExact(value, places)) {
      out.unsigned(RAW).raw(value);
      return;
    }
    long mantissa = Math.round(value * POWERS[places]);
    long delta = mantissa - previous;
    out.unsigned((delta << 1 ^ delta >> 63) << 1);
    previous = mantissa;
  }

  double read(ByteReader in) {
    long token = in.unsigned();
    if (token == RAW) {
      return in.raw();
    }
    long zigzag = token >>> 1;
    previous += zigzag >>> 1 ^ -(zigzag & 1);
    return previous / POWERS[places];
  }
}
