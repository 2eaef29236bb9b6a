package io.efollowup.hub.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.io.IOException;
import java.util.Optional;

/**
 * The JSON of requests and answers. Reads what clients of the first years write too: names without
 * quotes and single quotes. Numbers are kept as they were written. No error repeats what was sent.
 * Safe for use by several threads.
 */
public final class Json {
  private static final int DEEPEST = 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  public static JsonNode read(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      throw malformed("The body is not JSON; see line " + line + ", column " + column + ".");
    } catch (IOException | NumberFormatException | ArithmeticException e) {
      // The parser lets the failures of numbers with monstrous exponents through.
      throw malformed("The body is not JSON.");
    }
  }

  /** Whether it is a value of JSON. */
  public static boolean isJson(byte[] text) {
    try {
      return !read(text).isMissingNode();
    } catch (HubException e) {
      return false;
    }
  }

  public static ObjectNode readObject(byte[] body) {
    if (read(body) instanceof ObjectNode object) {
      return object;
    }
    throw malformed("The body is not a JSON object.");
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** A text member; empty when it is absent, null or empty. */
  public static Optional<String> text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw malformed("The member " + name + " is not text.");
    }
    return Optional.of(value.textValue()).filter(text -> !text.isEmpty());
  }

  public static HubException malformed(String why) {
    return new HubException(HubError.MALFORMED_REQUEST, why);
  }
}
