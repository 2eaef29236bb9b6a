package io.efollowup.server.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingsCsvTest {
  private static ReadingsCsv read(String text, ZoneId zone) {
    return ReadingsCsv.read(new StringReader(text), "f.csv", zone, GlucoseUnit.MG_DL);
  }

  private static ReadingsCsv read(String text) {
    return read(text, ZoneOffset.UTC);
  }

  @Test
  void shouldCountRowsThatRepeatOrContradictAnEarlierOne() {
    ReadingsCsv csv =
        read(
            """
            id,time,gl
            a,2026-05-10 00:00:00,90
            a,2026-05-10 00:00:00,90
            a,2026-05-10 00:00:00,95
            a,2026-05-10 00:05:00,90
            b,2026-05-10 00:00:00,95
            """);

    assertThat(csv.repeated()).isEqualTo(1);
    assertThat(csv.contradicting()).isEqualTo(1);
  }

  @Test
  void shouldJoinFilesAndCompareTheirRowsWithEachOther() {
    ReadingsCsv january = read("id,time,gl\na,2026-01-10 00:00:00,90\nb,2026-01-10 00:00:00,NA\n");
    ReadingsCsv february =
        read(
            "id,time,gl\na,2026-01-10 00:00:00,91\na,2026-02-10 00:00:00,95\nc,2026-02-10 00:00:00,7\n");

    ReadingsCsv joined = ReadingsCsv.joined(List.of(january, february));

    assertThat(joined.subjects()).extracting(SubjectReadings::id).containsExactly("a", "b", "c");
    assertThat(joined.subjects().getLast().readings()).isEmpty();
    assertThat(joined.size()).isEqualTo(3);
    assertThat(joined.contradicting()).isEqualTo(1);
    assertThat(joined.withoutValue()).isEqualTo(1);
    assertThat(joined.impossible()).isEqualTo(1);
  }

  @Test
  void shouldNameTheFileAndLineWhereTextIsNotUtf8() {
    byte[] latin1 =
        ("id,time,gl\na,2026-05-10 00:00:00,90\n" + "\u00e4,2026-05-10 00:05:00,91\n")
            .getBytes(ISO_8859_1);
    Reader reader = new InputStreamReader(new ByteArrayInputStream(latin1), UTF_8.newDecoder());

    assertThatThrownBy(() -> ReadingsCsv.read(reader, "a.csv", ZoneOffset.UTC, GlucoseUnit.MG_DL))
        .isInstanceOf(CsvProblem.class)
        .hasMessageContainingAll("a.csv", "line 1", "not UTF-8");
  }

  @Test
  void shouldReadLocalTimesInTheStatedZone() {
    ReadingsCsv csv = read("id,time,gl\na,2026-05-10 08:03:00,112\n", ZoneId.of("Asia/Shanghai"));

    var reading = csv.subjects().getFirst().readings().getFirst();
    assertThat(reading.at()).isEqualTo(Instant.parse("2026-05-10T00:03:00Z"));
    assertThat(reading.offset()).isEqualTo(ZoneOffset.ofHours(8));
    assertThat(reading.value()).isEqualTo(new GlucoseValue.Measured(Glucose.mgdl(112)));
  }

  @Test
  void shouldKeepTheOffsetOfTimesThatStateOne() {
    ReadingsCsv csv = read("id,time,gl\na,2026-05-10T08:03:00+08:00,112\n");

    assertThat(csv.subjects().getFirst().readings().getFirst().at())
        .isEqualTo(Instant.parse("2026-05-10T00:03:00Z"));
  }

  @Test
  void shouldCountRowsWithoutValueAndKeepSubjectsInOrder() {
    ReadingsCsv csv =
        read(
            "\uFEFF\"id\",\"time\",\"gl\"\r\n\"b\",2026-05-10 00:00:00,NA\r\n"
                + "b,2026-05-10 00:05:00,\r\nb,2026-05-10 00:10:00,100\r\n"
                + "a,2026-05-10 00:00:00,90\r\n");

    assertThat(csv.withoutValue()).isEqualTo(2);
    assertThat(csv.subjects()).extracting(SubjectReadings::id).containsExactly("b", "a");
  }

  @Test
  void shouldNameSubjectsNoneOfWhoseRowsIsAReading() {
    ReadingsCsv csv =
        read(
            "id,time,gl\na,2026-05-10 00:00:00,NA\nb,2026-05-10 00:00:00,7\n"
                + "c,2026-05-10 00:00:00,90\na,2026-05-10 00:05:00,\n");

    assertThat(csv.subjects()).extracting(SubjectReadings::id).containsExactly("a", "b", "c");
    assertThat(csv.subjects())
        .extracting(subject -> subject.readings().size())
        .containsExactly(0, 0, 1);
    assertThat(csv.size()).isEqualTo(1);
  }

  @Test
  void shouldReadLowAndHighAsOutOfRangeReadings() {
    ReadingsCsv csv = read("id,time,gl\na,2026-05-10 00:00:00,Low\na,2026-05-10 00:05:00,HIGH\n");

    assertThat(csv.subjects().getFirst().readings())
        .extracting(reading -> reading.value())
        .containsExactly(GlucoseValue.OutOfRange.LOW, GlucoseValue.OutOfRange.HIGH);
  }

  @Test
  void shouldSetAsideValuesNoLivingPersonCanHave() {
    ReadingsCsv csv =
        read(
            "id,time,gl\na,2026-05-10 00:00:00,5.2\na,2026-05-10 00:05:00,601\n"
                + "a,2026-05-10 00:10:00,20\na,2026-05-10 00:15:00,600\n");

    assertThat(csv.impossible()).isEqualTo(2);
    assertThat(csv.size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12a", "1,2", "0x10", "NaN", "Infinity", "100f", "--5"})
  void shouldNameLineAndColumnOfAValueThatIsNoNumber(String value) {
    assertThatThrownBy(
            () ->
                read(
                    "id,time,gl\na,2026-05-10 00:00:00,90\na,2026-05-10 00:05:00,\""
                        + value
                        + "\"\n"))
        .isInstanceOf(CsvProblem.class)
        .hasMessageContaining("f.csv: line 3, column 3 (gl)")
        .hasMessageNotContaining(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10/05/2026 08:00",
        "2026-13-10 00:00:00",
        "2026-02-30 00:00:00",
        "2026-05-10T08:03:00",
        ""
      })
  void shouldNameLineAndColumnOfATimeThatIsNone(String time) {
    assertThatThrownBy(() -> read("id,time,gl\na," + time + ",90\n"))
        .isInstanceOf(CsvProblem.class)
        .hasMessageContaining("line 2, column 2 (time)");
  }

  @Test
  void shouldRefuseLocalTimesThatTheClocksSkippedOrRepeated() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");

    assertThatThrownBy(() -> read("id,time,gl\na,2026-03-29 02:30:00,90\n", berlin))
        .hasMessageContaining("line 2")
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> read("id,time,gl\na,2026-10-25 02:30:00,90\n", berlin))
        .hasMessageContaining("occurred twice");
  }

  @Test
  void shouldNameTheLineOfARowOfAnotherWidth() {
    assertThatThrownBy(() -> read("id,time,gl\na,2026-05-10 00:00:00,90\na,90\n"))
        .isInstanceOf(CsvProblem.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("expected 3 columns");
  }

  @Test
  void shouldNameTheMissingColumn() {
    assertThatThrownBy(() -> read("id,time,glucose\n"))
        .isInstanceOf(CsvProblem.class)
        .hasMessageContaining("no column gl");
    assertThatThrownBy(() -> read("")).hasMessageContaining("empty");
  }
}
