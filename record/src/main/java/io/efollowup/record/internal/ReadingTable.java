package io.efollowup.record.internal;

import io.efollowup.record.StoredReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** One patient's readings in their two layers, by UTC day. */
record ReadingTable(Handle handle, PatientRow patient, PatientSeal seal) {
  static final int DAY_BITS = 20;
  static final long DAY_BIAS = 1L << (DAY_BITS - 1);
  private static final long SECONDS_PER_DAY = 86_400;

  private static final String NOT_FOLDED =
      """
       FROM recent r
      LEFT JOIN block b ON b.id = ? + r.day AND b.organisation = r.organisation
      WHERE r.patient = ? AND r.day BETWEEN ? AND ? AND r.organisation = ?
        AND r.id > coalesce(b.through, 0)
      """;

  @SuppressWarnings("ArrayRecordComponent")
  private record Sealed(long day, byte[] bytes) {}

  static long day(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS_PER_DAY);
  }

  /** The day of the last instant before this one. */
  static long dayBefore(Instant end) {
    return end.equals(Instant.MIN) ? day(end) : day(end.minusNanos(1));
  }

  private long block(long day) {
    long bounded = Math.clamp(day, -DAY_BIAS, DAY_BIAS - 1);
    return patient.number() << DAY_BITS | (bounded + DAY_BIAS);
  }

  private static long dayOf(long block) {
    return (block & ((1L << DAY_BITS) - 1)) - DAY_BIAS;
  }

  /** All readings of these days, both inclusive, in order. */
  List<StoredReading> days(long first, long last) {
    List<StoredReading> readings = new ArrayList<>();
    for (Sealed each : blocks(first, last)) {
      readings.addAll(ReadingCodec.decode(seal.open(each.bytes(), "block", each.day())));
    }
    List<Sealed> recent = recent(first, last);
    for (Sealed each : recent) {
      readings.addAll(ReadingCodec.decode(seal.open(each.bytes(), "recent", each.day())));
    }
    if (!recent.isEmpty()) {
      readings.sort(ReadingCodec.ORDER);
    }
    return readings;
  }

  private List<Sealed> blocks(long first, long last) {
    return handle
        .createQuery(
            "SELECT id, sealed FROM block WHERE id BETWEEN ? AND ? AND organisation = ? ORDER BY id")
        .bind(0, block(first))
        .bind(1, block(last))
        .bind(2, patient.organisation())
        .map((row, context) -> new Sealed(dayOf(row.getLong(1)), row.getBytes(2)))
        .list();
  }

  private List<Sealed> recent(long first, long last) {
    return handle
        .createQuery("SELECT r.day, r.sealed" + NOT_FOLDED)
        .bind(0, block(0))
        .bind(1, patient.number())
        .bind(2, first)
        .bind(3, last)
        .bind(4, patient.organisation())
        .map((row, context) -> new Sealed(row.getLong(1), row.getBytes(2)))
        .list();
  }

  /** Arrivals of the day that are not in its block. */
  int recentCount(long day) {
    return handle
        .createQuery("SELECT count(*)" + NOT_FOLDED)
        .bind(0, block(0))
        .bind(1, patient.number())
        .bind(2, day)
        .bind(3, day)
        .bind(4, patient.organisation())
        .mapTo(Integer.class)
        .one();
  }

  OptionalLong firstDay() {
    return edge("min");
  }

  OptionalLong lastDay() {
    return edge("max");
  }

  private OptionalLong edge(String which) {
    OptionalLong block =
        optional(
            handle
                .createQuery(
                    "SELECT "
                        + which
                        + "(id) FROM block WHERE id BETWEEN ? AND ? AND organisation = ?")
                .bind(0, block(Long.MIN_VALUE))
                .bind(1, block(Long.MAX_VALUE))
                .bind(2, patient.organisation())
                .mapTo(Long.class)
                .findOne());
    OptionalLong recent =
        optional(
            handle
                .createQuery(
                    "SELECT " + which + "(day) FROM recent WHERE patient = ? AND organisation = ?")
                .bind(0, patient.number())
                .bind(1, patient.organisation())
                .mapTo(Long.class)
                .findOne());
    if (block.isEmpty() || recent.isEmpty()) {
      return block.isPresent() ? OptionalLong.of(dayOf(block.getAsLong())) : recent;
    }
    long day = dayOf(block.getAsLong());
    long other = recent.getAsLong();
    return OptionalLong.of(which.equals("min") ? Math.min(day, other) : Math.max(day, other));
  }

  private static OptionalLong optional(Optional<Long> value) {
    return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /** Adds one arrival to the first layer. */
  void append(long day, List<StoredReading> readings) {
    handle.execute(
        "INSERT INTO recent (organisation, patient, day, sealed) VALUES (?, ?, ?, ?)",
        patient.organisation(),
        patient.number(),
        day,
        seal.seal(ReadingCodec.encode(readings), "recent", day));
  }

  /** Folds the day's first layer, and more readings, into its block. */
  void fold(long day, List<StoredReading> more) {
    if (day < -DAY_BIAS || day >= DAY_BIAS) {
      throw new IllegalArgumentException("a reading so far from our time is not stored");
    }
    List<StoredReading> all = days(day, day);
    all.addAll(more);
    handle.execute(
        """
        INSERT OR REPLACE INTO block (id, organisation, through, sealed)
        VALUES (?, ?, (SELECT coalesce(max(id), 0) FROM recent), ?)
        """,
        block(day),
        patient.organisation(),
        seal.seal(ReadingCodec.encode(all), "block", day));
  }
}
