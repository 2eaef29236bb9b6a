package io.efollowup.glucose.metrics;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * Reads the shared data, or skips the test. This module cannot use testkit's helper: testkit stands
 * on this module.
 */
final class GoldenFiles {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private GoldenFiles() {}

  static List<String[]> rows(String file) {
    Path path = directory().resolve(file);
    Assumptions.assumeTrue(Files.isReadable(path), () -> "skipped: no shared data file " + file);
    try (var lines = Files.lines(path)) {
      return lines.skip(1).map(line -> line.replace("\"", "").split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The traces of a {@code id,time,gl} file, its times read at a fixed offset. */
  static Map<String, GlucoseTrace> traces(String file, ZoneOffset offset) {
    Map<String, GlucoseTrace.Builder> builders = new LinkedHashMap<>();
    for (String[] row : rows(file)) {
      if (!row[2].isEmpty() && !row[2].equals("NA")) {
        builders
            .computeIfAbsent(row[0], id -> new GlucoseTrace.Builder())
            .add(
                LocalDateTime.parse(row[1], TIME).toEpochSecond(offset),
                new GlucoseValue.Measured(Glucose.mgdl(Double.parseDouble(row[2]))));
      }
    }
    Map<String, GlucoseTrace> traces = new LinkedHashMap<>();
    builders.forEach((id, builder) -> traces.put(id, builder.build()));
    return traces;
  }

  private static Path directory() {
    String stated = System.getenv("EFOLLOWUP_SHARED");
    if (stated != null && !stated.isBlank()) {
      return Path.of(stated);
    }
    return Path.of(System.getProperty("efollowup.root", ""))
        .toAbsolutePath()
        .normalize()
        .resolveSibling("shared");
  }
}
