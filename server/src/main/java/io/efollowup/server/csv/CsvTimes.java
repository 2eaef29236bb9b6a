package io.efollowup.server.csv;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Times in files: ISO-8601 with an offset, or {@code YYYY-MM-DD HH:MM:SS} read in one zone. A local
 * time that a change of the clocks skipped or repeated has no single meaning and is refused.
 */
final class CsvTimes {
  private static final int LOCAL_LENGTH = "2026-05-10 08:03:00".length();
  private final ZoneRules rules;

  CsvTimes(ZoneId zone) {
    this.rules = zone.getRules();
  }

  /**
   * Reads one time.
   *
   * @throws IllegalArgumentException with a sentence that says what is expected
   */
  OffsetDateTime parse(String text) {
    try {
      if (text.length() == LOCAL_LENGTH && text.charAt(10) == ' ') {
        return local(text);
      }
      return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "not a time; expected 2026-05-10T08:03:00+08:00 or 2026-05-10 08:03:00", e);
    }
  }

  private OffsetDateTime local(String text) {
    for (int i : new int[] {4, 7, 13, 16}) {
      if (text.charAt(i) != (i < 10 ? '-' : ':')) {
        throw new DateTimeException("separator");
      }
    }
    LocalDateTime local =
        LocalDateTime.of(
            digits(text, 0, 4),
            digits(text, 5, 7),
            digits(text, 8, 10),
            digits(text, 11, 13),
            digits(text, 14, 16),
            digits(text, 17, 19));
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return switch (offsets.size()) {
      case 1 -> local.atOffset(offsets.getFirst());
      case 0 ->
          throw new IllegalArgumentException(
              "this local time does not exist: the clocks were put forward over it; write the time"
                  + " with its offset");
      default ->
          throw new IllegalArgumentException(
              "this local time occurred twice: the clocks were put back over it; write the time"
                  + " with its offset");
    };
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("digit");
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
