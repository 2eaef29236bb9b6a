package io.efollowup.telemetry;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.telemetry.internal.ItemJudge;
import io.efollowup.telemetry.internal.Json;
import io.efollowup.telemetry.internal.JsonReader;
import io.efollowup.telemetry.internal.Refusals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads and judges telemetry messages of schema {@code efollowup.telemetry/1}. Never throws,
 * whatever the bytes are; safe for use by several threads as far as the digest function is.
 *
 * <p>Items are judged one by one. Times are ISO-8601 with an offset, of the years 2000 to 2100, cut
 * to whole seconds. A field that is {@code null} counts as absent. A field the schema does not have
 * is removed and reported at the item it stood in; the item is kept. Bounds, inclusive unless said
 * otherwise:
 *
 * <table>
 *   <caption>Bounds</caption>
 *   <tr><td>glucose</td><td>20-600 mg/dL, 1.1-33.3 mmol/L</td></tr>
 *   <tr><td>trend</td><td>±100 mg/dL per minute, ±6 mmol/L per minute</td></tr>
 *   <tr><td>carbs, protein, fat, fibre</td><td>0-1000 g each</td></tr>
 *   <tr><td>foods</td><td>at most 64 terms</td></tr>
 *   <tr><td>insulin units</td><td>above 0, to 300 U</td></tr>
 *   <tr><td>exercise minutes</td><td>above 0, to 1440</td></tr>
 *   <tr><td>mets</td><td>above 0, to 25</td></tr>
 *   <tr><td>dose</td><td>above 0, to 1,000,000, with one of the units mg, g, ug, ng, mL, U, IU,
 *       mmol, tablet, capsule, drop, puff, patch, sachet</td></tr>
 * </table>
 */
public final class TelemetryReader {
  /** The schema this version reads and writes. */
  public static final String SCHEMA = "efollowup.telemetry/1";

  /** A body may have this many bytes: 256 KB. */
  public static final int MAX_BODY_BYTES = 256 * 1024;

  /**
   * More refusals than any device in error causes; what has more is an attack or another schema.
   */
  static final int MAX_REFUSALS = 20_000;

  private static final int LONGEST_SESSION = 64;

  private final Terms terms;
  private final Function<byte[], byte[]> digest;

  /**
   * A reader.
   *
   * @param terms the lists that foods, activities and medication names are looked up in
   * @param digest keyed digest of refused bytes, so that nobody without the key can guess what was
   *     refused; its first 8 bytes are kept
   */
  public TelemetryReader(Terms terms, Function<byte[], byte[]> digest) {
    this.terms = terms;
    this.digest = digest;
  }

  /** Reads and judges one body. */
  public TelemetryVerdict read(byte[] body) {
    if (body.length > MAX_BODY_BYTES) {
      return unreadable(
          "The body has %d bytes and at most %d are taken; send it in several messages."
              .formatted(body.length, MAX_BODY_BYTES));
    }
    CharBuffer text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      return unreadable("The body is not UTF-8; send JSON in UTF-8.");
    }
    Json json;
    try {
      json = JsonReader.read(text.array(), text.remaining());
    } catch (IOException e) {
      return unreadable(
          "The body is not one JSON value nested at most %d deep; send one JSON object of schema %s."
              .formatted(JsonReader.DEEPEST, SCHEMA));
    }
    return envelope(json, text.array());
  }

  private TelemetryVerdict envelope(Json json, char[] text) {
    if (!(json instanceof Json.Obj object)) {
      return unreadable("The body is not a JSON object; send one of schema " + SCHEMA + ".");
    }
    if (object.repeats()) {
      return unreadable("A field of the message stands twice; send each once.");
    }
    Map<String, Json.Member> members = object.members();
    if (!textOf(members.get("schema")).filter(SCHEMA::equals).isPresent()) {
      return unreadable(
          "The field schema is not there or not " + SCHEMA + "; this is all that is read.");
    }
    Optional<String> session = textOf(members.get("session"));
    if (!session.filter(TelemetryReader::isSession).isPresent()) {
      return unreadable(
          "The field session is not there or not 1 to 64 letters, digits and . _ : - ;"
              + " send the opaque id of the sensor wear.");
    }
    return new Judging(new Refusals(text, digest)).judge(session.get(), members);
  }

  private static boolean isSession(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_SESSION
        && text.chars().allMatch(TelemetryReader::isOfSession);
  }

  private static boolean isOfSession(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == ':'
        || c == '-';
  }

  private static Optional<String> textOf(Json.Member member) {
    return member != null && member.value() instanceof Json.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  private static TelemetryVerdict unreadable(String why) {
    return new TelemetryVerdict.Unreadable(why);
  }

  /** The judging of one message, whose envelope is good. */
  private final class Judging {
    private final Refusals refusals;
    private final ItemJudge judge;
    private final List<GlucoseReading> readings = new ArrayList<>();
    private final List<CareEvent> events = new ArrayList<>();

    Judging(Refusals refusals) {
      this.refusals = refusals;
      this.judge = new ItemJudge(terms, refusals);
    }

    TelemetryVerdict judge(String session, Map<String, Json.Member> members) {
      for (Map.Entry<String, Json.Member> entry : members.entrySet()) {
        Json.Member member = entry.getValue();
        boolean taken =
            switch (entry.getKey()) {
              case "schema", "session" -> true;
              case "readings" -> items("readings", member.value(), judge::reading, readings);
              case "events" -> items("events", member.value(), judge::event, events);
              default -> {
                refusals.add(Refusal.MESSAGE, RefusalReason.UNKNOWN_FIELD, member);
                yield true;
              }
            };
        if (!taken) {
          return unreadable("A field readings or events is not an array; send arrays.");
        }
        if (refusals.size() > MAX_REFUSALS) {
          return unreadable(
              "More than %d parts of the message would be refused; send what the schema %s says."
                  .formatted(MAX_REFUSALS, SCHEMA));
        }
      }
      return new TelemetryVerdict.Judged(
          new TelemetryMessage(session, readings, events), refusals.list());
    }

    /** Judges the elements until there are too many refusals; false if it is not an array. */
    private <T> boolean items(
        String list, Json json, BiFunction<String, Json, Optional<T>> form, List<T> good) {
      if (json instanceof Json.Null) {
        return true;
      }
      if (!(json instanceof Json.Arr array)) {
        return false;
      }
      int index = 0;
      for (Json element : array.elements()) {
        if (refusals.size() > MAX_REFUSALS) {
          return true;
        }
        form.apply(list + "[" + index++ + "]", element).ifPresent(good::add);
      }
      return true;
    }
  }
}
