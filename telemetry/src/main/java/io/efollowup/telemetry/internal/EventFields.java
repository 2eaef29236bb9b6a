package io.efollowup.telemetry.internal;

import io.efollowup.glucose.CareEvent;
import io.efollowup.telemetry.RefusalReason;
import io.efollowup.telemetry.Terms;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.regex.Pattern;

/** Judges care events. The bounds are stated at {@link io.efollowup.telemetry.TelemetryReader}. */
final class EventFields {
  private static final Bounds GRAMS = Bounds.upTo(1000);
  private static final Bounds INSULIN_UNITS = Bounds.positiveUpTo(300);
  private static final Bounds MINUTES = Bounds.positiveUpTo(1440);
  private static final Bounds METS = Bounds.positiveUpTo(25);
  private static final Bounds DOSE = Bounds.positiveUpTo(1_000_000);
  private static final int MOST_FOODS = 64;

  /** All five levels of the classification, from {@code A} to {@code A10BA02}. */
  private static final Pattern ATC =
      Pattern.compile("[A-Z](?:\\d\\d(?:[A-Z](?:[A-Z](?:\\d\\d)?)?)?)?");

  private final Fields fields;
  private final Terms terms;
  private final UUID id;
  private final Instant at;
  private final ZoneOffset offset;

  private EventFields(Fields fields, Terms terms) throws ItemRefused {
    this.fields = fields;
    this.terms = terms;
    this.id = uuid(fields.text("id"));
    OffsetDateTime stated = fields.time("at");
    this.at = stated.toInstant();
    this.offset = stated.getOffset();
  }

  static CareEvent event(Fields fields, Terms terms) throws ItemRefused {
    String kind = fields.text("kind");
    return switch (kind) {
      case "meal" -> new EventFields(fields, terms).meal();
      case "insulin" -> new EventFields(fields, terms).insulin();
      case "exercise" -> new EventFields(fields, terms).exercise();
      case "medication" -> new EventFields(fields, terms).medication();
      case "fingerstick" -> new EventFields(fields, terms).fingerstick();
      default -> throw new ItemRefused(RefusalReason.UNKNOWN_KIND);
    };
  }

  private CareEvent meal() throws ItemRefused {
    return new CareEvent.Meal(
        id,
        at,
        offset,
        fields.optionalNumber("carbs", GRAMS),
        fields.optionalNumber("protein", GRAMS),
        fields.optionalNumber("fat", GRAMS),
        fields.optionalNumber("fibre", GRAMS),
        fields.terms("foods", terms::isFood, MOST_FOODS));
  }

  private CareEvent insulin() throws ItemRefused {
    return new CareEvent.Insulin(
        id, at, offset, fields.number("units", INSULIN_UNITS), action(fields.text("action")));
  }

  private CareEvent exercise() throws ItemRefused {
    return new CareEvent.Exercise(
        id,
        at,
        offset,
        fields.number("minutes", MINUTES),
        fields.optionalNumber("mets", METS),
        fields.term("activity", terms::isActivity));
  }

  private CareEvent medication() throws ItemRefused {
    String name = fields.term("name", terms::isMedication);
    Optional<String> atc = fields.optionalText("atc");
    if (atc.isPresent() && !ATC.matcher(atc.get()).matches()) {
      throw new ItemRefused(RefusalReason.MALFORMED);
    }
    OptionalDouble dose = fields.optionalNumber("dose", DOSE);
    Optional<String> unit = fields.optionalText("unit");
    if (dose.isPresent() != unit.isPresent()) {
      throw new ItemRefused(RefusalReason.MISSING_FIELD);
    }
    if (unit.isPresent() && !Terms.DOSE_UNITS.contains(unit.get())) {
      throw new ItemRefused(RefusalReason.BAD_UNIT);
    }
    return new CareEvent.Medication(id, at, offset, name, atc, dose, unit);
  }

  private CareEvent fingerstick() throws ItemRefused {
    return new CareEvent.Fingerstick(id, at, offset, GlucoseFields.glucose(fields));
  }

  private static CareEvent.InsulinAction action(String word) throws ItemRefused {
    return InsulinActions.ofWord(word).orElseThrow(() -> new ItemRefused(RefusalReason.MALFORMED));
  }

  /**
   * Only the form with 36 characters: the library would also take shorter ones and fill them up.
   */
  private static UUID uuid(String text) throws ItemRefused {
    if (text.length() == 36) {
      try {
        UUID uuid = UUID.fromString(text);
        if (uuid.toString().equalsIgnoreCase(text)) {
          return uuid;
        }
      } catch (IllegalArgumentException e) {
        // Falls through: the exception quotes the text and must go no further.
      }
    }
    throw new ItemRefused(RefusalReason.MALFORMED);
  }
}
