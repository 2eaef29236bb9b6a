package io.efollowup.forecast.benchmark;

import io.efollowup.forecast.WearerTraits;
import io.efollowup.forecast.WearerTraits.Rounding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;

/**
 * What the readings of a data set show of its sensor where the suite does not say: the usual pause
 * between two readings, and what they are rounded to. A sensor that the suite does not name is one
 * kind of its own.
 */
final class SensorTraits {
  /** Of readings that are rounded so, at least this share shows it. */
  private static final double NEARLY_ALL = 0.98;

  /** Half of a tenth of a mmol/L is 0.9 mg/dL; a rounded one is far nearer. */
  private static final double NEAR = 0.06;

  private static final double MGDL_OF_MMOL = 18.018;
  private static final double MGDL_OF_MMOL_ROUNDED = 18;

  private SensorTraits() {}

  static WearerTraits of(DataSetParameters set, List<RawReading> readings) {
    WearerTraits said = set.traits();
    return new WearerTraits(
        said.sensor().or(() -> Optional.of(set.name())),
        said.cadenceMinutes().isPresent() ? said.cadenceMinutes() : cadence(readings),
        said.rounding().or(() -> rounding(readings)),
        said.diabetes());
  }

  private static OptionalInt cadence(List<RawReading> readings) {
    Map<String, List<Long>> bySubject = new HashMap<>();
    for (RawReading reading : readings) {
      bySubject.computeIfAbsent(reading.id(), id -> new ArrayList<>()).add(reading.minute());
    }
    List<Long> pauses = new ArrayList<>();
    for (List<Long> minutes : bySubject.values()) {
      minutes.sort(Comparator.naturalOrder());
      for (int i = 1; i < minutes.size(); i++) {
        pauses.add(minutes.get(i) - minutes.get(i - 1));
      }
    }
    pauses.sort(Comparator.naturalOrder());
    return pauses.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Math.toIntExact(pauses.get(pauses.size() / 2)));
  }

  private static Optional<Rounding> rounding(List<RawReading> readings) {
    if (readings.isEmpty()) {
      return Optional.empty();
    }
    if (share(readings, mgdl -> mgdl) >= NEARLY_ALL) {
      return Optional.of(Rounding.WHOLE_MGDL);
    }
    double tenths =
        Math.max(
            share(readings, mgdl -> 10 * mgdl / MGDL_OF_MMOL),
            share(readings, mgdl -> 10 * mgdl / MGDL_OF_MMOL_ROUNDED));
    return Optional.of(tenths >= NEARLY_ALL ? Rounding.TENTH_MMOL : Rounding.FINER);
  }

  /** How many readings are whole in this unit. */
  private static double share(List<RawReading> readings, DoubleUnaryOperator unit) {
    long whole =
        readings.stream()
            .mapToDouble(reading -> unit.applyAsDouble(reading.mgdl()))
            .filter(value -> Math.abs(value - Math.rint(value)) < NEAR)
            .count();
    return (double) whole / readings.size();
  }
}
