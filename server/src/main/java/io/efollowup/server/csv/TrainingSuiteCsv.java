package io.efollowup.server.csv;

import io.efollowup.forecast.TraitNames;
import io.efollowup.forecast.WearerProfile;
import io.efollowup.forecast.WearerTraits;
import io.efollowup.forecast.WearerTraits.DiabetesType;
import io.efollowup.forecast.WearerTraits.Rounding;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a forecast model is trained on, as CSV: {@code
 * dataset,file,sensor,cadence,rounding,diabetes,person_until,licence,attribution}. All but the
 * first two may be left out or empty.
 */
public final class TrainingSuiteCsv {
  private TrainingSuiteCsv() {}

  /**
   * A data set.
   *
   * @param file where its readings are, relative to the suite
   * @param personUntil an id belongs to the person named before this text, which does not count at
   *     the id's beginning; empty where each id is a person
   * @param attribution whom its licence asks to be named
   */
  public record Entry(
      String dataset,
      String file,
      WearerProfile wearer,
      String personUntil,
      String licence,
      String attribution) {

    /** The person that an id of the file belongs to. */
    public String person(String id) {
      int end = personUntil.isEmpty() ? -1 : id.indexOf(personUntil, 1);
      return end < 0 ? id : id.substring(0, end);
    }
  }

  /**
   * Reads a suite.
   *
   * @param name what to call the file in messages
   * @throws CsvProblem at the first row that cannot be read
   */
  public static List<Entry> read(Reader input, String name) {
    List<Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    CsvTable.read(
        input,
        name,
        List.of("dataset", "file"),
        row -> {
          Entry entry = entry(row);
          if (!names.add(entry.dataset())) {
            throw row.problem("dataset", "a data set of this name stands above");
          }
          entries.add(entry);
        });
    return entries;
  }

  private static Entry entry(CsvTable.Row row) {
    for (String column : List.of("dataset", "file")) {
      if (row.text(column).isEmpty()) {
        throw row.problem(column, "must not be empty");
      }
    }
    return new Entry(
        row.text("dataset"),
        row.text("file"),
        wearer(row),
        row.text("person_until"),
        row.text("licence"),
        row.text("attribution"));
  }

  private static WearerProfile wearer(CsvTable.Row row) {
    String sensor = row.text("sensor");
    return WearerProfile.of(
        new WearerTraits(
            sensor.isEmpty() ? Optional.empty() : Optional.of(sensor),
            cadence(row),
            one(row, "rounding", Rounding.class),
            one(row, "diabetes", DiabetesType.class)));
  }

  private static OptionalInt cadence(CsvTable.Row row) {
    String text = row.text("cadence");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.matches("[1-9]|1[0-5]")) {
      throw row.problem("cadence", "is not 1 to 15 minutes");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  private static <E extends Enum<E>> Optional<E> one(
      CsvTable.Row row, String column, Class<E> names) {
    String text = row.text(column);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        TraitNames.find(names, text)
            .orElseThrow(() -> row.problem(column, "is none of " + TraitNames.all(names))));
  }
}
