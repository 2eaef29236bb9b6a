package io.efollowup.server.command;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.server.csv.ReadingsCsv;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a file of readings is to be read. */
final class FileOptions {
  @Option(
      names = "--zone",
      paramLabel = "Z",
      defaultValue = "UTC",
      converter = ZoneConverter.class,
      description = "Zone of times without an offset, and of days (default: ${DEFAULT-VALUE}).")
  ZoneId zone;

  @Option(
      names = "--unit",
      paramLabel = "mmol|mgdl",
      defaultValue = "mgdl",
      converter = UnitConverter.class,
      description = "Unit of gl in the file (default: mgdl).")
  GlucoseUnit unit;

  /** Reads the file and says on stderr what of it was no reading. */
  ReadingsCsv read(String file, PrintWriter err) throws IOException {
    try (Reader reader = open(file)) {
      ReadingsCsv readings = ReadingsCsv.read(reader, name(file), zone, unit);
      tellOmissions(readings, err);
      return readings;
    }
  }

  /**
   * Reads several files as one: the readings of a subject named in more than one are taken
   * together, which stderr says.
   */
  ReadingsCsv read(List<String> files, PrintWriter err) throws IOException {
    if (files.size() == 1) {
      return read(files.getFirst(), err);
    }
    List<ReadingsCsv> parts = new ArrayList<>();
    for (String file : files) {
      try (Reader reader = open(file)) {
        parts.add(ReadingsCsv.read(reader, name(file), zone, unit));
      }
    }
    ReadingsCsv readings = ReadingsCsv.joined(parts);
    int named = parts.stream().mapToInt(part -> part.subjects().size()).sum();
    tell(err, named - readings.subjects().size(), "subject(s) stand in a further file; joined");
    tellOmissions(readings, err);
    return readings;
  }

  /** Opens a file argument; {@code -} is standard input. */
  static Reader open(String file) throws IOException {
    if (file.equals("-")) {
      // Given a decoder, not a character set: bytes that are not UTF-8 are an error, as in a file.
      return new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder());
    }
    if (Files.isDirectory(Path.of(file))) {
      throw new IOException(file + " is a directory; name a file in it");
    }
    try {
      return Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    }
  }

  static String name(String file) {
    return file.equals("-") ? "standard input" : file;
  }

  /** Says on stderr which rows are no readings, or no new ones. */
  static void tellOmissions(ReadingsCsv readings, PrintWriter err) {
    tell(err, readings.withoutValue(), "row(s) without a value are no readings");
    tell(
        err,
        readings.impossible(),
        "row(s) hold a value no living person can have; set aside (is --unit right?)");
    tell(err, readings.repeated(), "row(s) repeat an earlier row; counted once");
    tell(
        err,
        readings.contradicting(),
        "row(s) give another value for a subject's time than an earlier row; the first stands");
  }

  /** Says on stderr where days are not those that the file's times belong to. */
  static void tellZone(ReadingsCsv readings, ZoneId zone, PrintWriter err) {
    long elsewhere = readings.statedElsewhere(zone);
    tell(
        err,
        elsewhere,
        "reading(s) state another offset than that of "
            + zone
            + "; days, nights and times of day are those of "
            + zone
            + " (is --zone right?)");
  }

  private static void tell(PrintWriter err, long count, String what) {
    if (count > 0) {
      err.println("efollowup: " + count + " " + what);
    }
  }

  /** Reads {@code mmol} and {@code mgdl}. */
  static final class UnitConverter implements ITypeConverter<GlucoseUnit> {
    @Override
    public GlucoseUnit convert(String text) {
      return switch (text) {
        case "mmol", "mmol/L" -> GlucoseUnit.MMOL_L;
        case "mgdl", "mg/dL" -> GlucoseUnit.MG_DL;
        default -> throw new TypeConversionException("expected mmol or mgdl");
      };
    }
  }

  /** Reads IANA zones. */
  static final class ZoneConverter implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String text) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException("expected an IANA zone such as Asia/Shanghai");
      }
    }
  }
}
