package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.PercentEncoding;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The properties that stand in the last level of a topic, {@code name=value&…}, percent-encoded.
 * Names that begin with {@code $.} are the message's own, others the application's. Libraries write
 * the dollar as it is or as {@code %24}.
 *
 * @param system by their names without {@code $.}
 * @param application by their names in lower case, as every door has them
 */
record PropertyBag(Map<String, String> system, Map<String, String> application) {
  /** No properties. */
  static final PropertyBag EMPTY = new PropertyBag(Map.of(), Map.of());

  private static final String SYSTEM = "$.";
  private static final String DOLLAR = "%24";

  /**
   * Reads a bag; of a name that stands there twice the later value counts.
   *
   * @throws HubException {@link HubError#MALFORMED_REQUEST}
   */
  static PropertyBag parse(String text) {
    String bag = text.startsWith("?") ? text.substring(1) : text;
    Map<String, String> system = new LinkedHashMap<>();
    Map<String, String> application = new LinkedHashMap<>();
    for (String pair : bag.split("&")) {
      if (!pair.isEmpty()) {
        add(pair, system, application);
      }
    }
    return new PropertyBag(system, application);
  }

  private static void add(
      String pair, Map<String, String> system, Map<String, String> application) {
    int equals = pair.indexOf('=');
    String name = name(equals < 0 ? pair : pair.substring(0, equals));
    String value = equals < 0 ? "" : PercentEncoding.decode(pair.substring(equals + 1));
    if (name.isEmpty()) {
      throw new HubException(
          HubError.MALFORMED_REQUEST, "A property in the topic has a value and no name.");
    }
    if (name.startsWith(SYSTEM)) {
      system.put(name.substring(SYSTEM.length()).toLowerCase(Locale.ROOT), value);
    } else {
      application.put(name.toLowerCase(Locale.ROOT), value);
    }
  }

  /** Node's library encodes the dollar of each name and nothing else of it. */
  private static String name(String text) {
    return text.startsWith(DOLLAR)
        ? "$" + PercentEncoding.decode(text.substring(DOLLAR.length()))
        : PercentEncoding.decode(text);
  }

  /** A property of the message itself; empty where it has no value. */
  Optional<String> system(String name) {
    return Optional.ofNullable(system.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * Writes a bag in the order given, system properties first, since Java's library reads from the
   * first {@code %24} on. What has no value is left out: that library fails at it.
   *
   * @param system by their names without {@code $.}
   */
  static String write(Map<String, String> system, Map<String, String> application) {
    StringBuilder bag = new StringBuilder(128);
    system.forEach((name, value) -> append(bag, "%24." + name, value));
    application.forEach((name, value) -> append(bag, PercentEncoding.encode(name), value));
    return bag.toString();
  }

  private static void append(StringBuilder bag, String name, String value) {
    if (!value.isEmpty()) {
      bag.append(bag.isEmpty() ? "" : "&").append(name).append('=');
      bag.append(PercentEncoding.encode(value));
    }
  }

  @Override
  public String toString() {
    return "PropertyBag[hidden]";
  }
}
