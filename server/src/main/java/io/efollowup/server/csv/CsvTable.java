package io.efollowup.server.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows of a CSV file with a header, found by column name. */
final class CsvTable {
  private final String file;
  private final List<String> header;

  /** One row; a missing column reads as empty. */
  final class Row {
    private final CsvRecord record;

    Row(CsvRecord record) {
      this.record = record;
    }

    long line() {
      return record.getStartingLineNumber();
    }

    String text(String column) {
      int index = header.indexOf(column);
      return index < 0 ? "" : record.getField(index).strip();
    }

    CsvProblem problem(String column, String what) {
      return new CsvProblem(file, line(), header.indexOf(column) + 1, column, what);
    }
  }

  private CsvTable(String file, List<String> header) {
    this.file = file;
    this.header = header;
  }

  /**
   * Reads a table row by row.
   *
   * @param required columns that must be there
   * @throws CsvProblem at the first row that is not of the header's width, or a broken quotation
   */
  static void read(Reader input, String file, List<String> required, Consumer<Row> rows) {
    CsvTable table = null;
    long line = 1;
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .commentStrategy(CommentStrategy.NONE)
            .detectBomHeader(false)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(withoutByteOrderMark(input))) {
      for (CsvRecord record : reader) {
        line = record.getStartingLineNumber();
        if (table == null) {
          table = new CsvTable(file, headerOf(file, record, required));
        } else if (record.getFieldCount() != table.header.size()) {
          throw new CsvProblem(
              file,
              record.getStartingLineNumber(),
              "expected %d columns as in the header, found %d"
                  .formatted(table.header.size(), record.getFieldCount()));
        } else {
          rows.accept(table.new Row(record));
        }
      }
      if (table == null) {
        throw new CsvProblem(
            file, 1, "the file is empty; expected the header " + String.join(",", required));
      }
    } catch (CsvParseException e) {
      throw new CsvProblem(file, lineOf(e), "not CSV: " + rootMessage(e));
    } catch (IOException | UncheckedIOException e) {
      if (e instanceof CharacterCodingException
          || e.getCause() instanceof CharacterCodingException) {
        throw new CsvProblem(
            file, line, "here or after it the text is not UTF-8; save it as UTF-8");
      }
      throw e instanceof IOException io ? new UncheckedIOException(io) : (UncheckedIOException) e;
    }
  }

  private static List<String> headerOf(String file, CsvRecord record, List<String> required) {
    List<String> names = record.getFields().stream().map(String::strip).toList();
    for (String name : required) {
      if (!names.contains(name)) {
        throw new CsvProblem(
            file,
            record.getStartingLineNumber(),
            "the header has no column %s; expected %s".formatted(name, String.join(",", required)));
      }
    }
    return names;
  }

  private static Reader withoutByteOrderMark(Reader input) throws IOException {
    PushbackReader reader = new PushbackReader(new BufferedReader(input, 1 << 16), 1);
    int first = reader.read();
    if (first >= 0 && first != '\uFEFF') {
      reader.unread(first);
    }
    return reader;
  }

  private static long lineOf(CsvParseException e) {
    Matcher line = Pattern.compile("line (?:number )?(\\d+)").matcher(String.valueOf(e));
    return line.find() ? Long.parseLong(line.group(1)) : 1;
  }

  private static String rootMessage(CsvParseException e) {
    return e.getCause() == null ? "a quotation does not end" : "a field is too long or broken";
  }
}
