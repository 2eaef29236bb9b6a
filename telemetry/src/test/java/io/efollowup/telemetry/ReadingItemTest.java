package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseValue;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An element of {@code readings}: at, glucose and unit, trend; or at and outOfRange. */
class ReadingItemTest {
  @ParameterizedTest
  @CsvSource({"20,mg/dL", "600,mg/dL", "25,mg/dL", "99.5,mg/dL", "1.1,mmol/L", "33.3,mmol/L"})
  void shouldKeepPossibleGlucoseAsStated(double value, String unit) {
    GlucoseReading reading = good(glucose(value, unit));

    assertThat(reading.value())
        .isEqualTo(
            new GlucoseValue.Measured(
                unit.equals("mg/dL") ? Glucose.mgdl(value) : Glucose.mmol(value)));
    assertThat(reading.trend()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1.1,mg/dL", "19.99,mg/dL", "7.0,mg/dL", "33.4,mmol/L", "126,mmol/L", "600,mmol/L"})
  void shouldSuspectUnitErrorWhereTheOtherUnitIsPossible(double value, String unit) {
    Bodies.shouldRefuseReading(RefusalReason.SUSPECTED_UNIT_ERROR, glucose(value, unit));
  }

  @ParameterizedTest
  @CsvSource({"600.01,mg/dL", "1.09,mg/dL", "0,mg/dL", "-5,mg/dL", "1.0,mmol/L", "601,mmol/L"})
  void shouldRefuseGlucoseThatIsImpossibleInEitherUnit(double value, String unit) {
    Bodies.shouldRefuseReading(RefusalReason.IMPOSSIBLE_GLUCOSE, glucose(value, unit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", "1e-999"})
  void shouldRefuseNumbersBeyondAll(String number) {
    Bodies.shouldRefuseReading(RefusalReason.IMPOSSIBLE_GLUCOSE, with("'glucose':" + number));
  }

  @Test
  void shouldRefuseNumberOfAbsurdLength() {
    Bodies.shouldRefuseReading(
        RefusalReason.IMPOSSIBLE_GLUCOSE, with("'glucose':100." + "0".repeat(2000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'100'", "true", "[100]", "{'value':100}"})
  void shouldRefuseGlucoseThatIsNoNumber(String value) {
    Bodies.shouldRefuseReading(RefusalReason.MALFORMED, with("'glucose':" + value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mg/dl", "MG/DL", "mmol", "mmol/l", "", "mg/dL "})
  void shouldRefuseAnythingButTheTwoUnits(String unit) {
    Bodies.shouldRefuseReading(RefusalReason.BAD_UNIT, glucose(100, unit));
  }

  @Test
  void shouldRefuseGlucoseWithoutItsParts() {
    String at = "{'at':'" + Bodies.AT + "'";

    Bodies.shouldRefuseReading(RefusalReason.MISSING_FIELD, at + "}");
    Bodies.shouldRefuseReading(RefusalReason.MISSING_FIELD, at + ",'glucose':100}");
    Bodies.shouldRefuseReading(RefusalReason.MISSING_FIELD, at + ",'glucose':100,'unit':null}");
    Bodies.shouldRefuseReading(RefusalReason.MISSING_FIELD, at + ",'unit':'mg/dL'}");
    Bodies.shouldRefuseReading(RefusalReason.MISSING_FIELD, "{'glucose':100,'unit':'mg/dL'}");
    Bodies.shouldRefuseReading(RefusalReason.MALFORMED, at + ",'glucose':100,'unit':1}");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-10T08:03:00+08:00, 2026-05-10T00:03:00Z, +08:00",
    "2026-05-10T08:03+08:00, 2026-05-10T00:03:00Z, +08:00",
    "2026-05-10T08:03:00+08, 2026-05-10T00:03:00Z, +08:00",
    "2026-05-10T08:03:59.999999-03:30, 2026-05-10T11:33:59Z, -03:30",
    "2026-05-10T08:03:00Z, 2026-05-10T08:03:00Z, Z",
    "2000-01-01T00:00:00+14:00, 1999-12-31T10:00:00Z, +14:00",
    "2100-12-31T23:59:59Z, 2100-12-31T23:59:59Z, Z",
  })
  void shouldReadTimesWithTheirOffset(String stated, Instant at, String offset) {
    GlucoseReading reading = good(at(stated));

    assertThat(reading.at()).isEqualTo(at);
    assertThat(reading.offset()).isEqualTo(ZoneOffset.of(offset));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-05-10T08:03:00",
        "2026-05-10 08:03:00+08:00",
        "2026-05-10T08:03:00+8",
        "2026-05-10T08:03:00+0800",
        "2026-05-10T08:03:00+19:00",
        "2026-05-10T24:00:00Z",
        "2026-05-10T08:03:60Z",
        "2026-02-29T08:03:00Z",
        "2026-13-01T08:03:00Z",
        "26-05-10T08:03:00Z",
        "1999-12-31T23:59:59Z",
        "2101-01-01T00:00:00Z",
        "+12026-05-10T08:03:00Z",
        "2026-05-10T08:03:00[Asia/Shanghai]",
        "2026-05-10T08:03:00+08:00 ",
        "2026-05-10T08:03:00.1234567890+08:00",
        "10/05/2026 08:03",
        "",
      })
  void shouldRefuseTimesThatAreNotIsoWithOffset(String stated) {
    Bodies.shouldRefuseReading(RefusalReason.BAD_TIME, at(stated));
  }

  @Test
  void shouldRefuseTimeThatIsNoString() {
    Bodies.shouldRefuseReading(
        RefusalReason.MALFORMED, "{'at':1778371380,'glucose':100,'unit':'mg/dL'}");
    Bodies.shouldRefuseReading(
        RefusalReason.MISSING_FIELD, "{'at':null,'glucose':100,'unit':'mg/dL'}");
    Bodies.shouldRefuseReading(RefusalReason.BAD_TIME, at("2026".repeat(1000)));
  }

  @ParameterizedTest
  @CsvSource({"-1.5,mg/dL", "100,mg/dL", "0,mg/dL", "-6,mmol/L", "0.06,mmol/L"})
  void shouldKeepTrend(double trend, String unit) {
    assertThat(good(trend(String.valueOf(trend), unit)).trend()).hasValue(trend);
  }

  @ParameterizedTest
  @CsvSource({"100.1,mg/dL", "-101,mg/dL", "6.1,mmol/L", "-6.01,mmol/L", "1e999,mmol/L"})
  void shouldRefuseTrendOutOfBounds(String trend, String unit) {
    Bodies.shouldRefuseReading(RefusalReason.OUT_OF_BOUNDS, trend(trend, unit));
  }

  @Test
  void shouldRefuseTrendThatIsNoNumber() {
    Bodies.shouldRefuseReading(RefusalReason.MALFORMED, trend("'rising'", "mg/dL"));
    assertThat(good(trend("null", "mg/dL")).trend()).isEmpty();
  }

  @Test
  void shouldReadLowAndHighWithoutNumber() {
    assertThat(good(outOfRange("'low'", "")).value()).isEqualTo(GlucoseValue.OutOfRange.LOW);
    assertThat(good(outOfRange("'high'", ",'glucose':null,'unit':null,'trend':null")).value())
        .isEqualTo(GlucoseValue.OutOfRange.HIGH);
  }

  @Test
  void shouldRefuseOutOfRangeWithNumber() {
    Bodies.shouldRefuseReading(
        RefusalReason.MALFORMED, outOfRange("'low'", ",'glucose':39,'unit':'mg/dL'"));
    Bodies.shouldRefuseReading(RefusalReason.MALFORMED, outOfRange("'low'", ",'glucose':'x'"));
  }

  @Test
  void shouldKeepLowAndReportTheUnitAndTrendThatMeanNothingBesideIt() {
    TelemetryVerdict.Judged judged =
        Bodies.reading(outOfRange("'low'", ",'unit':'mg/dL','trend':-2"));

    assertThat(judged.message().readings()).hasSize(1);
    assertThat(judged.refusals())
        .containsExactly(
            Bodies.refusal("readings[0]", RefusalReason.UNKNOWN_FIELD, "'unit':'mg/dL'"),
            Bodies.refusal("readings[0]", RefusalReason.UNKNOWN_FIELD, "'trend':-2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'LOW'", "'lo'", "''", "-1", "true", "{}"})
  void shouldRefuseOtherWordsForOutOfRange(String word) {
    Bodies.shouldRefuseReading(RefusalReason.MALFORMED, outOfRange(word, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "'100 mg/dL'", "null", "[]", "true"})
  void shouldRefuseItemThatIsNoObject(String item) {
    Bodies.shouldRefuseReading(RefusalReason.MALFORMED, item);
  }

  @Test
  void shouldRefuseRepeatedFields() {
    Bodies.shouldRefuseReading(
        RefusalReason.MALFORMED,
        "{'at':'" + Bodies.AT + "','glucose':100,'glucose':101,'unit':'mg/dL'}");
    Bodies.shouldRefuseReading(
        RefusalReason.MALFORMED,
        "{'at':'" + Bodies.AT + "','glucose':100,'unit':'mg/dL','x':1,'x':1}");
  }

  private static GlucoseReading good(String item) {
    TelemetryVerdict.Judged judged = Bodies.reading(item);
    assertThat(judged.refusals()).isEmpty();
    assertThat(judged.message().readings()).hasSize(1);
    return judged.message().readings().getFirst();
  }

  private static String glucose(double value, String unit) {
    return "{'at':'" + Bodies.AT + "','glucose':" + value + ",'unit':'" + unit + "'}";
  }

  private static String with(String glucose) {
    return "{'at':'" + Bodies.AT + "'," + glucose + ",'unit':'mg/dL'}";
  }

  private static String at(String time) {
    return "{'at':'" + time + "','glucose':100,'unit':'mg/dL'}";
  }

  private static String trend(String trend, String unit) {
    String value = unit.equals("mg/dL") ? "100" : "7";
    return "{'at':'%s','glucose':%s,'unit':'%s','trend':%s}"
        .formatted(Bodies.AT, value, unit, trend);
  }

  private static String outOfRange(String word, String rest) {
    return "{'at':'" + Bodies.AT + "','outOfRange':" + word + rest + "}";
  }
}
