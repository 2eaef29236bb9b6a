package io.efollowup.hub.internal.http;

import io.efollowup.hub.internal.PercentEncoding;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The part of an address behind the question mark. Names are compared without regard to case. */
final class Query {
  private final Map<String, String> parameters;

  private Query(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads it; of a repeated parameter the first counts. A question mark in front of a name is left
   * out: one client library writes {@code &?reject=true}.
   */
  static Query parse(String text) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : text.split("&")) {
      int equals = parameter.indexOf('=');
      String name = PercentEncoding.decode(equals < 0 ? parameter : parameter.substring(0, equals));
      String value = equals < 0 ? "" : PercentEncoding.decode(parameter.substring(equals + 1));
      String bare = name.startsWith("?") ? name.substring(1) : name;
      parameters.putIfAbsent(bare.toLowerCase(Locale.ROOT), value);
    }
    return new Query(parameters);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Whether a switch is set: present, and not said to be false. */
  boolean has(String name) {
    String value = parameters.get(name);
    return value != null && !value.equalsIgnoreCase("false");
  }
}
