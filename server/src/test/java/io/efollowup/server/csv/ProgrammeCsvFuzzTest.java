package io.efollowup.server.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a file of laboratory values or goals holds, it is read or refused with the place. */
class ProgrammeCsvFuzzTest {
  private static final List<Consumer<Reader>> READERS =
      List.of(
          reader ->
              assertThat(LaboratoryCsv.read(reader, "f.csv", ZoneId.of("Europe/Berlin")))
                  .isNotNull(),
          reader -> assertThat(GoalsCsv.read(reader, "f.csv")).isNotNull());

  @Property(tries = 500)
  void shouldReadOrRefuseAnyBytes(@ForAll @Size(max = 300) byte[] bytes) {
    readOrRefuse(
        () ->
            new InputStreamReader(
                new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder()));
  }

  @Property(tries = 2000)
  void shouldReadOrRefuseAnyRows(@ForAll("rows") String rows) {
    readOrRefuse(() -> new StringReader("id,time,test,value,unit\n" + rows));
    readOrRefuse(() -> new StringReader("id,goal,value,unit\n" + rows));
  }

  @Provide
  Arbitrary<String> rows() {
    Arbitrary<String> field =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars("0123456789:-+TZ.,% \"\nNA").ofMaxLength(12),
            Arbitraries.of(
                "a",
                "",
                "hba1c",
                "tir",
                "mean",
                "%",
                "mmol/mol",
                "mmol/L",
                "7.1",
                "0",
                "1e308",
                "99999999999999999999",
                "2026-05-10",
                "2026-03-29 02:30:00",
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z"));
    return field.list().ofMinSize(4).ofMaxSize(5).map(fields -> String.join(",", fields));
  }

  private static void readOrRefuse(Supplier<Reader> source) {
    for (Consumer<Reader> reader : READERS) {
      try {
        reader.accept(source.get());
      } catch (CsvProblem e) {
        assertThat(e).hasMessageStartingWith("f.csv");
      }
    }
  }
}
