package io.efollowup.record.internal;

import io.efollowup.record.StoredReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** One patient's readings in their two layers, by UTC day. */
record ReadingTable(Handle handle, PatientRow patient, PatientSeal seal) {
  private static final int DAY_BITS = 20;
  private static final long DAY_BIAS = 1L << (DAY_BITS - 1);
  private static final long SECONDS_PER_DAY = 86_400;

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
        .createQuery(
            """
            SELECT day, sealed FROM recent
            WHERE patient = ? AND day BETWEEN ? AND ? AND organisation = ?
            """)
        .bind(0, patient.number())
        .bind(1, first)
        .bind(2, last)
        .bind(3, patient.organisation())
        .map((row, context) -> new Sealed(row.getLong(1), row.getBytes(2)))
        .list();
  }

  int recentCount(long day) {
    return handle
        .createQuery(
            "SELECT count(*) FROM recent WHERE patient = ? AND day = ? AND organisation = ?")
        .bind(0, patient.number())
        .bind(1, day)
        .bind(2, patient.organisation())
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

  private static OptionalLong optional(java.util.Optional<Long> value) {
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
        "INSERT OR REPLACE INTO block (id, organisation, sealed) VALUES (?, ?, ?)",
        block(day),
        patient.organisation(),
        seal.seal(ReadingCodec.encode(all), "block", day));
    handle.execute(
        "DELETE FROM recent WHERE patient = ? AND day = ? AND organisation = ?",
        patient.number(),
        day,
        patient.organisation());
  }
}
