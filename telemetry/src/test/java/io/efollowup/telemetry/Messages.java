package io.efollowup.telemetry;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary messages whose items are within the bounds of the schema. */
final class Messages {
  private static final Terms TERMS = Terms.standard();

  private Messages() {}

  static Arbitrary<TelemetryMessage> messages() {
    Arbitrary<String> sessions =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .numeric()
            .withChars("._:-")
            .ofMinLength(1)
            .ofMaxLength(64);
    return Combinators.combine(
            sessions, readings().list().ofMaxSize(8), events().list().ofMaxSize(4))
        .as(TelemetryMessage::new);
  }

  static Arbitrary<AdmittedMessage> admitted() {
    return Combinators.combine(messages(), refusals().list().ofMaxSize(4)).as(AdmittedMessage::new);
  }

  private static Arbitrary<GlucoseReading> readings() {
    return Arbitraries.oneOf(measured(), outOfRange());
  }

  private static Arbitrary<GlucoseReading> measured() {
    return Combinators.combine(times(), glucose(), optional(Arbitraries.doubles().between(-6, 6)))
        .as(
            (at, glucose, trend) ->
                new GlucoseReading(
                    at.toInstant(), at.getOffset(), new GlucoseValue.Measured(glucose), trend));
  }

  private static Arbitrary<GlucoseReading> outOfRange() {
    return Combinators.combine(times(), Arbitraries.of(GlucoseValue.OutOfRange.class))
        .as(GlucoseReading::of);
  }

  private static Arbitrary<Glucose> glucose() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(20, 600).map(Glucose::mgdl),
        Arbitraries.doubles().between(20, 600).ofScale(6).map(Glucose::mgdl),
        Arbitraries.integers().between(11, 333).map(tenths -> Glucose.mmol(tenths / 10.0)),
        Arbitraries.doubles().between(1.1, 33.3).ofScale(9).map(Glucose::mmol));
  }

  private static Arbitrary<OffsetDateTime> times() {
    long first = Instant.parse("2000-01-02T00:00:00Z").getEpochSecond();
    long last = Instant.parse("2100-12-30T23:59:59Z").getEpochSecond();
    return Combinators.combine(
            Arbitraries.longs().between(first, last),
            Arbitraries.oneOf(
                Arbitraries.just(8 * 3600),
                Arbitraries.integers().between(-18 * 60, 18 * 60).map(minutes -> minutes * 60),
                Arbitraries.integers().between(-18 * 3600, 18 * 3600)))
        .as(
            (second, offset) ->
                Instant.ofEpochSecond(second).atOffset(ZoneOffset.ofTotalSeconds(offset)));
  }

  private static Arbitrary<CareEvent> events() {
    Arbitrary<UUID> ids =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    return Combinators.combine(ids, times())
        .flatAs(
            (id, at) ->
                Arbitraries.oneOf(
                    meal(id, at),
                    insulin(id, at),
                    exercise(id, at),
                    medication(id, at),
                    glucose()
                        .map(
                            glucose ->
                                new CareEvent.Fingerstick(
                                    id, at.toInstant(), at.getOffset(), glucose))));
  }

  private static Arbitrary<CareEvent> meal(UUID id, OffsetDateTime at) {
    Arbitrary<OptionalDouble> grams = optional(Arbitraries.doubles().between(0, 1000));
    Arbitrary<List<String>> foods = Arbitraries.of(TERMS.foods()).list().ofMaxSize(5);
    return Combinators.combine(grams, grams, grams, grams, foods)
        .as(
            (carbs, protein, fat, fibre, terms) ->
                new CareEvent.Meal(
                    id, at.toInstant(), at.getOffset(), carbs, protein, fat, fibre, terms));
  }

  private static Arbitrary<CareEvent> insulin(UUID id, OffsetDateTime at) {
    return Combinators.combine(
            Arbitraries.doubles().between(0.01, 300).ofScale(3),
            Arbitraries.of(CareEvent.InsulinAction.class))
        .as(
            (units, action) ->
                new CareEvent.Insulin(id, at.toInstant(), at.getOffset(), units, action));
  }

  private static Arbitrary<CareEvent> exercise(UUID id, OffsetDateTime at) {
    return Combinators.combine(
            Arbitraries.doubles().between(0.1, 1440).ofScale(4),
            optional(Arbitraries.doubles().between(0.1, 25)),
            Arbitraries.of(TERMS.activities()))
        .as(
            (minutes, mets, activity) ->
                new CareEvent.Exercise(
                    id, at.toInstant(), at.getOffset(), minutes, mets, activity));
  }

  private static Arbitrary<CareEvent> medication(UUID id, OffsetDateTime at) {
    return Combinators.combine(
            Arbitraries.of(TERMS.medications()),
            Arbitraries.of("A", "A10", "A10B", "A10BA", "A10BA02").optional(),
            Arbitraries.doubles().between(0.01, 1_000_000).ofScale(5).optional(),
            Arbitraries.of("mg", "tablet", "U"))
        .as(
            (name, atc, dose, unit) ->
                new CareEvent.Medication(
                    id,
                    at.toInstant(),
                    at.getOffset(),
                    name,
                    atc,
                    dose.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                    dose.isPresent() ? Optional.of(unit) : Optional.empty()));
  }

  private static Arbitrary<Refusal> refusals() {
    Arbitrary<Integer> indexes = Arbitraries.integers().between(0, 20_000);
    Arbitrary<String> places =
        Arbitraries.oneOf(
            indexes.map(index -> "readings[" + index + "]"),
            indexes.map(index -> "events[" + index + "]"),
            Arbitraries.of("message", "", "readings[007]", "events[99999999999]", "rows[1]"));
    Arbitrary<String> digests =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars("0123456789abcdef").ofLength(16),
            Arbitraries.of("", "0", "ABCDEF", "no digest"));
    return Combinators.combine(
            places,
            Arbitraries.of(RefusalReason.class),
            Arbitraries.integers().between(0, Integer.MAX_VALUE),
            digests)
        .as(Refusal::new);
  }

  private static Arbitrary<OptionalDouble> optional(Arbitrary<Double> numbers) {
    return numbers
        .optional()
        .map(number -> number.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
  }
}
