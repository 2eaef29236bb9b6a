package io.efollowup.testkit.shanghai;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.efollowup.glucose.food.FoodCatalogue;
import io.efollowup.glucose.food.FoodIndex;
import io.efollowup.glucose.food.FoodMention;
import io.efollowup.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How much of what people really write the catalogue understands. */
class FoodCoverageTest {
  private static final int ENGLISH = 4;
  private static final int CHINESE = 5;
  private static final Set<String> NO_MEAL = Set.of("", "data not available", "未记录");
  private final FoodIndex index = FoodIndex.of(FoodCatalogue.standard());

  @Test
  void shouldUnderstandMostOfWhatPeopleAte() throws IOException {
    Path data = SharedData.assume("data/shanghai");
    assertThat(understood(data, ENGLISH, "English")).isGreaterThan(0.95);
    assertThat(understood(data, CHINESE, "Chinese")).isGreaterThan(0.95);
  }

  private double understood(Path data, int column, String language) throws IOException {
    int all = 0;
    int whole = 0;
    int weighed = 0;
    Map<String, Integer> missed = new HashMap<>();
    for (Path file : ShanghaiFiles.files(data)) {
      for (String note : notes(file, column)) {
        for (FoodMention mention : index.read(note).mentions()) {
          all++;
          whole += mention.isUnderstood() ? 1 : 0;
          weighed += isWeighed(mention) ? 1 : 0;
          mention.unknown().forEach(word -> missed.merge(word, 1, Integer::sum));
        }
      }
    }
    assertThat(all).isGreaterThan(10_000);
    System.out.printf(
        Locale.ROOT,
        "%s: %d entries, understood %.1f %%, with amounts %.1f %%; most missed: %s%n",
        language,
        all,
        100.0 * whole / all,
        100.0 * weighed / all,
        mostMissed(missed));
    return (double) whole / all;
  }

  private static boolean isWeighed(FoodMention mention) {
    return mention.isUnderstood()
        && mention.foods().stream().allMatch(food -> food.grams().isPresent());
  }

  private static List<String> mostMissed(Map<String, Integer> missed) {
    return missed.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(10)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> notes(Path file, int column) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .allowMissingFields(true)
            .ofCsvRecord(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
      return reader.stream()
          .skip(1)
          .map(row -> ShanghaiReader.field(row, column))
          .filter(note -> !NO_MEAL.contains(note.toLowerCase(Locale.ROOT)))
          .toList();
    }
  }
}
