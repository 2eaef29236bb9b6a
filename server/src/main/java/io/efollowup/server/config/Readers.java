package io.efollowup.server.config;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.hub.ReportedAllowList;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;

/** Turn a setting's text into its value, or say what is expected. */
final class Readers {
  private Readers() {}

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected an IANA zone such as Asia/Shanghai", e);
    }
  }

  static GlucoseUnit unit(String text) {
    return GlucoseUnit.ofSymbol(text)
        .orElseThrow(() -> new IllegalArgumentException("expected mmol/L or mg/dL"));
  }

  static Duration duration(String text) {
    try {
      Duration duration = Duration.parse(text);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Told below, as for a duration that is not positive.
    }
    throw new IllegalArgumentException(
        "expected a positive ISO-8601 duration such as PT15M or P7D");
  }

  static List<String> reportedNames(String text) {
    List<String> names = list(text);
    return names.isEmpty()
        ? names
        : new ReportedAllowList(names, ReportedAllowList.STANDARD_BYTES).names();
  }

  static int reportedBytes(String text) {
    try {
      return new ReportedAllowList(List.of(), Integer.parseInt(text)).maxBytesEach();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected 1 to 32768 bytes", e);
    }
  }

  private static List<String> list(String text) {
    return Stream.of(text.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  static List<String> names(String text) {
    List<String> names = list(text);
    for (String name : names) {
      if (!name.matches("[A-Za-z0-9.:-]+")) {
        throw new IllegalArgumentException("expected host names or addresses, comma-separated");
      }
    }
    return names;
  }
}
