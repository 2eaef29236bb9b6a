package io.efollowup.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Names of activities and medicines for people. Thread-safe. */
public final class TermNames {
  private TermNames() {}

  /** Read when first asked for. */
  private static final class Chinese {
    static final Properties NAMES = load();

    private static Properties load() {
      Properties names = new Properties();
      try (InputStream in = TermNames.class.getResourceAsStream("terms_zh.properties");
          Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        names.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return names;
    }
  }

  /** The name of an activity or a medicine; a term without one is written as it is. */
  public static String of(String term, Language language) {
    String plain = term.replace('-', ' ');
    return switch (language) {
      case ZH -> Chinese.NAMES.getProperty(term, plain);
      case EN -> plain;
    };
  }
}
