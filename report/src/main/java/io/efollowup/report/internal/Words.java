package io.efollowup.report.internal;

import io.efollowup.insight.DayRange;
import io.efollowup.report.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Properties;

/**
 * The words of a report. Plain patterns with {@code {0}}: the locale data behind the JDK's own
 * formats takes longer to load than a report to write.
 */
final class Words {
  private static final Words ZH = load("words_zh.properties");
  private static final Words EN = load("words_en.properties");

  private final Properties patterns;
  private final String[] months;
  private final String[] weekdays;

  private Words(Properties patterns) {
    this.patterns = patterns;
    this.months = patterns.getProperty("months").split(",", -1);
    this.weekdays = patterns.getProperty("weekdays").split(",", -1);
  }

  static Words of(Language language) {
    return switch (language) {
      case ZH -> ZH;
      case EN -> EN;
    };
  }

  /** The pattern of this key with its places filled. */
  String say(String key, Object... values) {
    String text = patterns.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no words for " + key);
    }
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  /** The pattern for one, or for any other number of things. */
  String count(String key, int number) {
    return say(number == 1 ? key + ".one" : key, number);
  }

  Iterable<String> keys() {
    return patterns.stringPropertyNames();
  }

  String date(LocalDate date) {
    return say("date", date.getDayOfMonth(), month(date), date.getYear());
  }

  /** The days of a period. */
  String period(DayRange period) {
    String first = date(period.firstDay());
    return period.days() == 1
        ? say("period.single", first)
        : say("period", first, date(period.lastDay()));
  }

  String shortDate(LocalDate date) {
    return say("date.short", date.getDayOfMonth(), month(date));
  }

  String weekday(LocalDate date) {
    return weekdays[date.getDayOfWeek().ordinal()];
  }

  private String month(LocalDate date) {
    return months[date.getMonthValue() - 1];
  }

  private static Words load(String file) {
    try (InputStream stream = Language.class.getResourceAsStream(file);
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      Properties properties = new Properties();
      properties.load(reader);
      return new Words(properties);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
