package io.efollowup.server.command;

import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.server.csv.ReadingsCsv;
import io.efollowup.server.csv.SubjectReadings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * How a file is read for a report. {@code --unit} says what unit the report shows; the file is read
 * in that unit too, unless its values cannot be in it.
 */
final class ReportFileOptions {
  @Option(
      names = "--zone",
      paramLabel = "Z",
      defaultValue = "UTC",
      converter = FileOptions.ZoneConverter.class,
      description = "Zone of times without an offset, and of days (default: ${DEFAULT-VALUE}).")
  ZoneId zone;

  @Option(
      names = "--unit",
      paramLabel = "mmol|mgdl",
      converter = FileOptions.UnitConverter.class,
      description = "Unit the report shows (default: the file's, or the patient's).")
  private GlucoseUnit unit;

  @Option(
      names = "--file-unit",
      paramLabel = "mmol|mgdl",
      converter = FileOptions.UnitConverter.class,
      description =
          "Unit of gl in the file (default: mgdl; with --unit mmol, mmol unless most values are"
              + " possible in mgdl only).")
  private GlucoseUnit fileUnit;

  Optional<GlucoseUnit> shownUnit() {
    return Optional.ofNullable(unit);
  }

  /**
   * Reads all files as one, each id once, and says on stderr what of them was no reading.
   *
   * @return in the order the ids first appear
   */
  List<SubjectReadings> read(List<String> files, PrintWriter err) throws IOException {
    Map<String, List<GlucoseReading>> readings = new LinkedHashMap<>();
    for (String file : files) {
      for (SubjectReadings subject : read(file, err).subjects()) {
        readings.computeIfAbsent(subject.id(), id -> new ArrayList<>()).addAll(subject.readings());
      }
    }
    return readings.entrySet().stream()
        .map(entry -> new SubjectReadings(entry.getKey(), entry.getValue()))
        .toList();
  }

  private ReadingsCsv read(String file, PrintWriter err) throws IOException {
    String text = text(file);
    GlucoseUnit first = fileUnit != null ? fileUnit : shownUnit().orElse(GlucoseUnit.MG_DL);
    ReadingsCsv readings = read(text, file, first);
    if (fileUnit == null && first == GlucoseUnit.MMOL_L && readings.impossible() > 0) {
      ReadingsCsv inMgdl = read(text, file, GlucoseUnit.MG_DL);
      if (readings.impossible() > readings.size() && inMgdl.impossible() < readings.impossible()) {
        err.println("efollowup: the file's values are read as mg/dL and shown as mmol/L");
        readings = inMgdl;
      }
    }
    FileOptions.tellOmissions(readings, err);
    FileOptions.tellZone(readings, zone, err);
    return readings;
  }

  private ReadingsCsv read(String text, String file, GlucoseUnit as) {
    return ReadingsCsv.read(new StringReader(text), FileOptions.name(file), zone, as);
  }

  private static String text(String file) throws IOException {
    try (Reader reader = FileOptions.open(file)) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return text.toString();
    }
  }
}
