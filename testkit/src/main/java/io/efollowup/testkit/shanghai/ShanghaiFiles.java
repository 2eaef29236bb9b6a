package io.efollowup.testkit.shanghai;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes the wears below a directory as {@code readings.csv} and {@code events.csv}, in mg/dL:
 *
 * <pre>java -cp … io.efollowup.testkit.shanghai.ShanghaiFiles [--basal hourly] DATA OUT</pre>
 *
 * <p>What is left out is said on stderr, with its count.
 */
public final class ShanghaiFiles {
  private ShanghaiFiles() {}

  public static void main(String[] arguments) throws IOException {
    List<String> left = new ArrayList<>(Arrays.asList(arguments));
    boolean hourly = left.size() == 4 && left.subList(0, 2).equals(List.of("--basal", "hourly"));
    if (left.size() != (hourly ? 4 : 2)) {
      System.err.println("usage: ShanghaiFiles [--basal hourly] DATA OUT");
      System.exit(2);
    }
    List<ShanghaiWear> wears = read(Path.of(left.get(left.size() - 2)), hourly);
    write(wears, Path.of(left.getLast()));
    Omissions omissions = new Omissions();
    wears.forEach(wear -> omissions.add(wear.omissions()));
    System.err.println(wears.size() + " wears");
    omissions.counts().forEach((reason, count) -> System.err.println(count + " " + reason));
  }

  /** All wears below a directory, in the order of their names. */
  public static List<ShanghaiWear> read(Path data, boolean basalHourly) throws IOException {
    List<ShanghaiWear> wears = new ArrayList<>();
    for (Path file : files(data)) {
      wears.add(new ShanghaiReader(basalHourly).read(file));
    }
    return wears;
  }

  /** The files of the wears below a directory, in the order of their names. */
  public static List<Path> files(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d{4}_\\d_\\d{8}\\.csv"))
          .sorted()
          .toList();
    }
  }

  /** Writes both files. */
  public static void write(List<ShanghaiWear> wears, Path out) throws IOException {
    Files.createDirectories(out);
    write(wears, out.resolve("readings.csv"), ShanghaiWear.READING_COLUMNS, ShanghaiWear::readings);
    write(wears, out.resolve("events.csv"), ShanghaiWear.EVENT_COLUMNS, ShanghaiWear::events);
  }

  private static void write(
      List<ShanghaiWear> wears,
      Path file,
      List<String> header,
      Function<ShanghaiWear, List<List<String>>> rows)
      throws IOException {
    try (CsvWriter csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
      csv.writeRecord(header);
      wears.forEach(wear -> rows.apply(wear).forEach(csv::writeRecord));
    }
  }
}
