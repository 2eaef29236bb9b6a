package io.efollowup.server.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseUnit;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a file holds, it is read or refused with the place, which repeats nothing of it. */
class CsvFuzzTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final List<String> HEADERS =
      List.of("id,meal,mealtime\n", "id,time,gl\n", "id,time,kind,carbs,units,action,minutes\n");

  @Property(tries = 500)
  void shouldReadOrRefuseAnyBytes(@ForAll @Size(max = 300) byte[] bytes) {
    shouldReadOrRefuse(
        () ->
            new InputStreamReader(
                new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder()));
  }

  @Property(tries = 1000)
  void shouldReadOrRefuseAnyRows(@ForAll("rows") String rows) {
    for (String header : HEADERS) {
      shouldReadOrRefuse(() -> new StringReader(header + rows));
    }
  }

  @Provide
  Arbitrary<String> rows() {
    Arbitrary<String> field =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars("0123456789:-+TZ., \"\nNA").ofMaxLength(24),
            Arbitraries.of(
                "a",
                "",
                "meal",
                "\"",
                "LOW",
                "1e308",
                "2026-05-10 08:00:00",
                "2026-03-29 02:30:00",
                "2026-10-25 02:30:00",
                "2026-05-10T08:00:00+25:00",
                "+999999999-12-31T23:59:59Z",
                "9999-99-99 99:99:99"));
    return field.list().ofMaxSize(12).map(fields -> String.join(",", fields));
  }

  private interface Source {
    Reader open();
  }

  private static void shouldReadOrRefuse(Source source) {
    List<Consumer<Reader>> readers =
        List.of(
            reader -> assertThat(MealsCsv.read(reader, "f.csv", ZONE)).isNotNull(),
            reader -> assertThat(EventsCsv.read(reader, "f.csv", ZONE)).isNotNull(),
            reader -> {
              ReadingsCsv csv = ReadingsCsv.read(reader, "f.csv", ZONE, GlucoseUnit.MG_DL);
              assertThat(csv.repeated() + csv.contradicting()).isLessThanOrEqualTo(csv.size());
            });
    for (Consumer<Reader> reader : readers) {
      try {
        reader.accept(source.open());
      } catch (CsvProblem e) {
        assertThat(e).hasMessageMatching("f\\.csv: line \\d+[,:].*");
      }
    }
  }
}
