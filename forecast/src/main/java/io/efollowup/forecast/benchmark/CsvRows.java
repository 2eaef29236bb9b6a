package io.efollowup.forecast.benchmark;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.efollowup.forecast.TraitNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Rows of a CSV file with a header. */
final class CsvRows {
  private final String file;

  /** One row. */
  record Row(String file, NamedCsvRecord record) {
    /** A field; empty where the file has no such column. */
    String text(String column) {
      return record.findField(column).orElse("").strip();
    }

    /** A field that holds a whole number of at least {@code least}. */
    int number(String column, int least) {
      try {
        int number = Integer.parseInt(text(column));
        if (number >= least) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw problem("%s is not a whole number".formatted(column));
      }
      throw problem("%s is less than %d".formatted(column, least));
    }

    /** A field that holds one of these names, or nothing. */
    <E extends Enum<E>> Optional<E> choice(String column, Class<E> names) {
      String text = text(column);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          TraitNames.find(names, text)
              .orElseThrow(
                  () -> problem("%s is none of %s".formatted(column, TraitNames.all(names)))));
    }

    /** The parts of a field between semicolons. */
    List<String> list(String column) {
      return text(column).isEmpty()
          ? List.of()
          : List.of(text(column).split(";")).stream().map(String::strip).toList();
    }

    BenchmarkProblem problem(String what) {
      return new BenchmarkProblem(file, record.getStartingLineNumber(), what);
    }
  }

  private CsvRows(String file) {
    this.file = file;
  }

  /**
   * Reads a file row by row.
   *
   * @throws BenchmarkProblem where it is not CSV or lacks a required column
   */
  static void read(Reader input, String file, List<String> required, Consumer<Row> rows) {
    new CsvRows(file).read(input, required, rows);
  }

  private void read(Reader input, List<String> required, Consumer<Row> rows) {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .allowExtraFields(false)
            .allowMissingFields(false)
            .ofNamedCsvRecord(new BufferedReader(input))) {
      boolean first = true;
      for (NamedCsvRecord record : reader) {
        if (first) {
          check(record, required);
          first = false;
        }
        rows.accept(new Row(file, record));
      }
      if (first) {
        throw new BenchmarkProblem(
            "%s holds no row; expected the columns %s".formatted(file, String.join(",", required)));
      }
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      throw new BenchmarkProblem(
          file + " is not CSV in UTF-8 with as many fields in each row as its header", e);
    }
  }

  private void check(NamedCsvRecord record, List<String> required) {
    for (String column : required) {
      if (!record.getHeader().contains(column)) {
        throw new BenchmarkProblem(
            "%s has no column %s; expected %s".formatted(file, column, String.join(",", required)));
      }
    }
  }
}
