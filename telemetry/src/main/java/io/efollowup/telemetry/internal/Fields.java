package io.efollowup.telemetry.internal;

import io.efollowup.telemetry.RefusalReason;
import io.efollowup.telemetry.Terms;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * The fields of one item. Each is taken by name; those nobody took are unknown and are reported by
 * {@link #finish}. A field that is {@code null} counts as absent.
 */
final class Fields {
  private static final int LONGEST_TIME = 40;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;

  private final String item;
  private final Map<String, Json.Member> untaken;
  private final List<Note> notes = new ArrayList<>();

  private record Note(RefusalReason reason, Json json) {}

  private Fields(String item, Json.Obj object) {
    this.item = item;
    this.untaken = new LinkedHashMap<>(object.members());
  }

  /** The fields of an item, which must be an object whose names are all different. */
  static Fields of(String item, Json json) throws ItemRefused {
    if (json instanceof Json.Obj object && !object.repeats()) {
      return new Fields(item, object);
    }
    throw new ItemRefused(RefusalReason.MALFORMED);
  }

  /** Reports what was removed from an item that is itself kept. */
  void finish(Refusals refusals) {
    notes.forEach(note -> refusals.add(item, note.reason(), note.json()));
    untaken.values().forEach(member -> refusals.add(item, RefusalReason.UNKNOWN_FIELD, member));
  }

  /** Forgets a field that says nothing, so that it is not reported as unknown. */
  void takeIfNull(String name) {
    untaken.computeIfPresent(
        name, (key, member) -> member.value() instanceof Json.Null ? null : member);
  }

  Optional<Json> take(String name) {
    Json.Member member = untaken.remove(name);
    return member == null || member.value() instanceof Json.Null
        ? Optional.empty()
        : Optional.of(member.value());
  }

  Optional<String> optionalText(String name) throws ItemRefused {
    Optional<Json> json = take(name);
    return json.isEmpty() ? Optional.empty() : Optional.of(textOf(json.get()));
  }

  String text(String name) throws ItemRefused {
    return textOf(required(name));
  }

  OptionalDouble optionalNumber(String name, Bounds bounds) throws ItemRefused {
    Optional<Json> json = take(name);
    return json.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(bounds.check(numberOf(json.get())));
  }

  double number(String name, Bounds bounds) throws ItemRefused {
    return bounds.check(numberOf(required(name)));
  }

  /** ISO-8601 with an offset; a fraction of a second is cut off. */
  OffsetDateTime time(String name) throws ItemRefused {
    String text = text(name);
    try {
      OffsetDateTime time = text.length() > LONGEST_TIME ? null : OffsetTimes.parse(text);
      if (time != null && time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
        return time.truncatedTo(ChronoUnit.SECONDS);
      }
    } catch (DateTimeException e) {
      // Falls through: the exception quotes the text and must go no further.
    }
    throw new ItemRefused(RefusalReason.BAD_TIME);
  }

  /** A term of one of the platform's lists, or {@code other}, which is noted. */
  String term(String name, Predicate<String> known) throws ItemRefused {
    return termOf(required(name), known);
  }

  /** A list of such terms; an absent one is empty. */
  List<String> terms(String name, Predicate<String> known, int most) throws ItemRefused {
    Optional<Json> json = take(name);
    if (json.isEmpty()) {
      return List.of();
    }
    if (!(json.get() instanceof Json.Arr array)) {
      throw new ItemRefused(RefusalReason.MALFORMED);
    }
    if (array.elements().size() > most) {
      throw new ItemRefused(RefusalReason.OUT_OF_BOUNDS);
    }
    List<String> terms = new ArrayList<>();
    for (Json element : array.elements()) {
      terms.add(termOf(element, known));
    }
    return terms;
  }

  private String termOf(Json json, Predicate<String> known) throws ItemRefused {
    String term = textOf(json);
    if (known.test(term)) {
      return term;
    }
    notes.add(new Note(RefusalReason.UNKNOWN_TERM, json));
    return Terms.OTHER;
  }

  private Json required(String name) throws ItemRefused {
    Optional<Json> json = take(name);
    if (json.isEmpty()) {
      throw new ItemRefused(RefusalReason.MISSING_FIELD);
    }
    return json.get();
  }

  private static String textOf(Json json) throws ItemRefused {
    if (json instanceof Json.Text text) {
      return text.value();
    }
    throw new ItemRefused(RefusalReason.MALFORMED);
  }

  private static double numberOf(Json json) throws ItemRefused {
    if (json instanceof Json.Num number) {
      return number.value();
    }
    throw new ItemRefused(RefusalReason.MALFORMED);
  }
}
