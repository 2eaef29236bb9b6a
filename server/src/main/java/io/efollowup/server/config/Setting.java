package io.efollowup.server.config;

import java.util.Locale;
import java.util.function.Function;

/**
 * One thing an operator can set.
 *
 * @param key dashed, such as {@code hub.https.port}
 * @param standard the default, as it would be written
 * @param meaning what it does, for the reference page
 * @param reader turns text into the value; an IllegalArgumentException says what is expected
 */
public record Setting<T>(String key, String standard, String meaning, Function<String, T> reader) {

  /** The variable that overrides the key: {@code EFOLLOWUP_HUB_HTTPS_PORT}. */
  public String variable() {
    return "EFOLLOWUP_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
