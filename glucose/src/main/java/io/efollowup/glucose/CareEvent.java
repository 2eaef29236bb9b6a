package io.efollowup.glucose;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** Something done or measured besides the sensor's readings. Its identity is its id. */
public sealed interface CareEvent {
  /** Identity, made by the phone. */
  UUID id();

  /** When it happened. */
  Instant at();

  /** The offset from UTC the time was stated in. */
  ZoneOffset offset();

  /**
   * Food. Amounts in grams, each at least zero; what was not stated is empty, not zero.
   *
   * @param foods terms of the platform's food list; unknown ones are {@code other}
   */
  record Meal(
      UUID id,
      Instant at,
      ZoneOffset offset,
      OptionalDouble carbs,
      OptionalDouble protein,
      OptionalDouble fat,
      OptionalDouble fibre,
      List<String> foods)
      implements CareEvent {
    public Meal {
      foods = List.copyOf(foods);
    }
  }

  /**
   * Insulin given.
   *
   * @param units international units, above zero
   */
  record Insulin(UUID id, Instant at, ZoneOffset offset, double units, InsulinAction action)
      implements CareEvent {}

  /**
   * Exercise.
   *
   * @param minutes duration, above zero
   * @param mets intensity in metabolic equivalents of task, if stated
   * @param activity a term of the platform's activity list
   */
  record Exercise(
      UUID id, Instant at, ZoneOffset offset, double minutes, OptionalDouble mets, String activity)
      implements CareEvent {}

  /**
   * A medicine taken.
   *
   * @param name a term of the platform's medication list
   * @param atc code of the Anatomical Therapeutic Chemical classification, if known
   * @param dose amount in {@code unit}, above zero, if stated
   * @param unit unit of the dose, such as {@code mg}; present when the dose is
   */
  record Medication(
      UUID id,
      Instant at,
      ZoneOffset offset,
      String name,
      Optional<String> atc,
      OptionalDouble dose,
      Optional<String> unit)
      implements CareEvent {}

  /** A finger-stick measurement with a blood glucose meter. */
  record Fingerstick(UUID id, Instant at, ZoneOffset offset, Glucose glucose)
      implements CareEvent {}

  /** How fast an insulin acts. */
  enum InsulinAction {
    RAPID,
    SHORT,
    INTERMEDIATE,
    LONG,
    MIXED
  }
}
