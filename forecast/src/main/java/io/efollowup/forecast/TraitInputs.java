package io.efollowup.forecast;

import io.efollowup.forecast.WearerTraits.DiabetesType;
import io.efollowup.forecast.WearerTraits.Rounding;
import io.efollowup.forecast.internal.FeatureWriter;
import java.util.List;
import java.util.Optional;

/**
 * A wearer's traits as inputs: one for each value that a trait can have, all zero where it is
 * unknown.
 *
 * @param sensors the labels of sensors trained on, in ascending order
 */
record TraitInputs(List<String> sensors) {
  private static final double CADENCE_MINUTES = 10;

  TraitInputs {
    sensors = List.copyOf(sensors);
  }

  /** Inputs that tell the traits of these series apart. */
  static TraitInputs of(List<SubjectSeries> parts) {
    return new TraitInputs(
        parts.stream()
            .flatMap(part -> part.wearer().traits().sensor().stream())
            .distinct()
            .sorted()
            .toList());
  }

  int size() {
    return sensors.size() + 2 + Rounding.values().length + DiabetesType.values().length;
  }

  void write(WearerTraits traits, FeatureWriter out) {
    for (String sensor : sensors) {
      out.add(traits.sensor().filter(sensor::equals).isPresent() ? 1 : 0);
    }
    out.add(traits.cadenceMinutes().isPresent() ? 1 : 0);
    out.add(traits.cadenceMinutes().orElse(0) / CADENCE_MINUTES);
    write(traits.rounding(), Rounding.values(), out);
    write(traits.diabetes(), DiabetesType.values(), out);
  }

  private static <T> void write(Optional<T> trait, T[] values, FeatureWriter out) {
    for (T value : values) {
      out.add(trait.filter(value::equals).isPresent() ? 1 : 0);
    }
  }
}
