package io.efollowup.record.internal;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Instants as columns: nanoseconds since the epoch, exact from 1677 to 2262. */
final class Times {
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

  private Times() {}

  /** For storing: exact or refused. */
  static long exact(Instant at) {
    long nanos = bound(at);
    if (!instant(nanos).equals(at)) {
      throw new IllegalArgumentException("an instant outside the years 1678 to 2261 is not stored");
    }
    return nanos;
  }

  /**
   * For the ends of a span asked for: nothing is stored beyond, so the nearest end means the same.
   */
  static long bound(Instant at) {
    BigInteger nanos =
        BigInteger.valueOf(at.getEpochSecond())
            .multiply(NANOS)
            .add(BigInteger.valueOf(at.getNano()));
    if (nanos.bitLength() > 63) {
      return nanos.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return nanos.longValue();
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  /** The instant in this column; empty where it is null. */
  static Optional<Instant> optional(ResultSet row, int column) throws SQLException {
    long nanos = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(instant(nanos));
  }
}
