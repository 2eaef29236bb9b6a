package io.efollowup.hub.internal.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** How large, how deep and of which names a twin may be. Refusals name the limit, never content. */
public final class TwinLimits {
  /** The largest tags as compact JSON. */
  public static final int LARGEST_TAGS = 8 * 1024;

  /** The largest desired or reported properties as compact JSON, without metadata. */
  public static final int LARGEST_PROPERTIES = 32 * 1024;

  private static final int DEEPEST = 10;
  private static final int LONGEST_NAME = 1024;
  private static final int LONGEST_TEXT = 4 * 1024;
  private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f.$ ]");
  private static final BigDecimal LOWEST = new BigDecimal(-4_503_599_627_370_496L);
  private static final BigDecimal HIGHEST = new BigDecimal(4_503_599_627_370_495L);

  private TwinLimits() {}

  /**
   * Returns a patch without what a twin that was read carries besides its values, or refuses it.
   *
   * @throws HubException {@link HubError#MALFORMED_REQUEST}, {@link HubError#TWIN_TOO_LARGE}
   */
  public static ObjectNode requirePatch(ObjectNode patch) {
    ObjectNode values = patch.deepCopy();
    values.remove(TwinSection.METADATA);
    values.remove(TwinSection.VERSION);
    requireInside(values, 0);
    return values;
  }

  /** Refuses tags that have grown too large. */
  public static ObjectNode requireTags(ObjectNode tags) {
    return requireSize(tags, LARGEST_TAGS, "Tags have at most 8 KB as compact JSON.");
  }

  /** Refuses properties that have grown too large. */
  public static ObjectNode requireProperties(ObjectNode properties) {
    return requireSize(
        properties,
        LARGEST_PROPERTIES,
        "Desired and reported properties have at most 32 KB each as compact JSON.");
  }

  private static ObjectNode requireSize(ObjectNode values, int largest, String otherwise) {
    if (size(values) > largest) {
      throw tooLarge(otherwise);
    }
    return values;
  }

  /** How many bytes a value has as compact JSON. */
  public static int size(JsonNode value) {
    return Json.write(value).length;
  }

  private static void requireInside(JsonNode container, int depth) {
    if (depth > DEEPEST) {
      throw tooLarge("The values of a twin are nested at most 10 deep.");
    }
    container.properties().forEach(property -> requireName(property.getKey()));
    for (JsonNode value : container) {
      switch (value.getNodeType()) {
        case OBJECT, ARRAY -> requireInside(value, depth + 1);
        case STRING -> requireText(value.textValue());
        case NUMBER -> requireNumber(value);
        case BOOLEAN, NULL -> {}
        case BINARY, MISSING, POJO -> throw Json.malformed("A twin holds JSON values.");
      }
    }
  }

  private static void requireName(String name) {
    if (name.isEmpty() || FORBIDDEN.matcher(name).find()) {
      throw Json.malformed(
          "The names in a twin are not empty and hold no control character, '.', '$' or space.");
    }
    if (bytes(name) > LONGEST_NAME) {
      throw tooLarge("A name in a twin has at most 1 KB.");
    }
  }

  private static void requireText(String text) {
    if (bytes(text) > LONGEST_TEXT) {
      throw tooLarge("A text in a twin has at most 4 KB.");
    }
  }

  private static void requireNumber(JsonNode number) {
    if (number.isIntegralNumber()) {
      BigDecimal value = number.decimalValue();
      if (value.compareTo(LOWEST) < 0 || value.compareTo(HIGHEST) > 0) {
        throw Json.malformed(
            "A whole number in a twin is from -4503599627370496 to 4503599627370495.");
      }
    } else if (!Double.isFinite(number.doubleValue())) {
      throw Json.malformed("A number in a twin fits into a double-precision number.");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static HubException tooLarge(String why) {
    return new HubException(HubError.TWIN_TOO_LARGE, why);
  }
}
