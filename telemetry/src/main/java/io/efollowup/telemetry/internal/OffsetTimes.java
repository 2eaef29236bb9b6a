package io.efollowup.telemetry.internal;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Reads times of ISO-8601 with an offset. What nearly every device writes, {@code
 * 2026-05-10T08:03:00} and {@code Z} or {@code +08:00}, is read by its places; any other form by
 * the general reader, which takes some ten times as long. Both read the same from the same.
 */
final class OffsetTimes {
  private static final String PLACES = "dddd-dd-ddTdd:dd:dd";
  private static final String OFFSET = "+dd:dd";

  private OffsetTimes() {}

  /**
   * Reads a time.
   *
   * @throws DateTimeException when it is none
   */
  static OffsetDateTime parse(String text) {
    int length = PLACES.length();
    if (matches(text, 0, PLACES)) {
      if (text.length() == length + 1 && text.charAt(length) == 'Z') {
        return at(text, ZoneOffset.UTC);
      }
      if (text.length() == length + OFFSET.length() && matches(text, length, OFFSET)) {
        return at(text, offset(text, length));
      }
    }
    return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private static boolean matches(String text, int from, String places) {
    if (text.length() < from + places.length()) {
      return false;
    }
    for (int i = 0; i < places.length(); i++) {
      char found = text.charAt(from + i);
      boolean good =
          switch (places.charAt(i)) {
            case 'd' -> found >= '0' && found <= '9';
            case '+' -> found == '+' || found == '-';
            default -> found == places.charAt(i);
          };
      if (!good) {
        return false;
      }
    }
    return true;
  }

  private static OffsetDateTime at(String text, ZoneOffset offset) {
    return OffsetDateTime.of(
        100 * two(text, 0) + two(text, 2),
        two(text, 5),
        two(text, 8),
        two(text, 11),
        two(text, 14),
        two(text, 17),
        0,
        offset);
  }

  private static ZoneOffset offset(String text, int at) {
    int sign = text.charAt(at) == '-' ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * two(text, at + 1), sign * two(text, at + 4));
  }

  private static int two(String text, int at) {
    return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
  }
}
