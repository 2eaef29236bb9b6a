package io.efollowup.portal.internal.page;

import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The stretch of time a chart shows.
 *
 * @param key the choice of length
 * @param day one calendar day of the patient's, when that was chosen
 * @param past whether it ends at the last reading because there is none as new as the length
 */
record Window(Length key, Optional<LocalDate> day, Instant from, Instant to, boolean past) {

  /** Lengths to choose from. */
  enum Length {
    H24("24h", Duration.ofHours(24)),
    D3("3d", Duration.ofDays(3)),
    D7("7d", Duration.ofDays(7)),
    D14("14d", Duration.ofDays(14)),
    D90("90d", Duration.ofDays(90));

    private final String key;
    private final Duration duration;

    Length(String key, Duration duration) {
      this.key = key;
      this.duration = duration;
    }

    String key() {
      return key;
    }

    Duration duration() {
      return duration;
    }

    static List<String> keys() {
      return Arrays.stream(values()).map(Length::key).toList();
    }

    static Length of(Optional<String> key) {
      return Arrays.stream(values())
          .filter(length -> key.filter(length.key::equals).isPresent())
          .findFirst()
          .orElse(H24);
    }
  }

  /** The window asked for; the last such stretch with readings when there are none since. */
  static Window of(
      OrganisationRecord in,
      Patient patient,
      Optional<String> key,
      Optional<String> day,
      Instant now) {
    Optional<LocalDate> chosen = day.flatMap(Window::date);
    if (chosen.isPresent()) {
      Instant from = chosen.get().atStartOfDay(patient.zone()).toInstant();
      Instant to = chosen.get().plusDays(1).atStartOfDay(patient.zone()).toInstant();
      return new Window(Length.H24, chosen, from, to, false);
    }
    Length length = Length.of(key);
    return ending(in, patient, length, now);
  }

  /** The last stretch of a length. */
  static Window ending(OrganisationRecord in, Patient patient, Length length, Instant now) {
    Instant from = now.minus(length.duration());
    Optional<Instant> latest = in.latestReading(patient.id()).map(l -> l.reading().at());
    boolean past = latest.filter(at -> at.isBefore(from)).isPresent();
    Instant to = past ? latest.get().plusSeconds(60) : now.plusSeconds(1);
    return new Window(length, Optional.empty(), to.minus(length.duration()), to, past);
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
