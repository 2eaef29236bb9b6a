package io.efollowup.telemetry.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one strict JSON text (RFC 8259) into {@link Json}. */
public final class JsonReader {
  /** The schema needs four levels; the rest is patience with fields that will be removed. */
  public static final int DEEPEST = 32;

  /**
   * Names are not canonicalised: a table shared by all messages would keep names that senders
   * chose. Numbers and names may be as long as the body, whose size is limited before.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads the one value that the text must be.
   *
   * @throws IOException if it is not JSON, is nested deeper than {@link #DEEPEST}, or has something
   *     after its end; the message may quote the text and must not be shown
   */
  public static Json read(char[] text, int length) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text, 0, length)) {
      if (parser.nextToken() == null) {
        throw new IOException("nothing but white space");
      }
      Json json = new JsonReader(parser).value();
      if (parser.nextToken() != null) {
        throw new IOException("more than one value");
      }
      return json;
    }
  }

  private Json value() throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(start);
      case START_ARRAY -> array(start);
      case VALUE_STRING -> new Json.Text(parser.getText(), start, end());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getText(), start, end());
      case VALUE_TRUE, VALUE_FALSE -> new Json.Bool(start, end());
      case VALUE_NULL -> new Json.Null(start, end());
      default -> throw new IOException("unexpected token");
    };
  }

  private Json object(int start) throws IOException {
    Map<String, Json.Member> members = new LinkedHashMap<>();
    boolean repeats = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int nameStart = (int) parser.currentTokenLocation().getCharOffset();
      String name = parser.currentName();
      parser.nextToken();
      repeats |= members.put(name, new Json.Member(nameStart, value())) != null;
    }
    return new Json.Obj(members, repeats, start, end());
  }

  private Json array(int start) throws IOException {
    List<Json> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return new Json.Arr(elements, start, end());
  }

  private int end() {
    return (int) parser.currentLocation().getCharOffset();
  }
}
