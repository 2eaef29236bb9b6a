package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The bytes of version 1. Journals hold them: this test may be added to, never changed. */
class AdmittedCodecTest {
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private static final AdmittedMessage MESSAGE =
      new AdmittedMessage(
          new TelemetryMessage(
              "s-1",
              List.of(
                  new GlucoseReading(
                      Instant.ofEpochSecond(1_000),
                      CHINA,
                      new GlucoseValue.Measured(Glucose.mmol(7.0)),
                      OptionalDouble.of(0.06)),
                  new GlucoseReading(
                      Instant.ofEpochSecond(1_180),
                      CHINA,
                      GlucoseValue.OutOfRange.LOW,
                      OptionalDouble.empty())),
              List.of()),
          List.of(new Refusal("readings[3]", RefusalReason.BAD_TIME, 70, "0011223344556677")));

  private static final byte[] BYTES =
      HexFormat.ofDelimiter(" ")
          .parseHex(
              "01 " // version
                  + "03 73 2d 31 " // session: length, s-1
                  + "02 " // two readings
                  + "d5 " // mmol/L, a trend, another offset; value in ones, trend in hundredths
                  + "d0 0f " // 1000 seconds after the epoch
                  + "80 c2 03 " // offset 28800 seconds
                  + "0e " // 7
                  + "0c " // 6 hundredths
                  + "0a " // low, same offset
                  + "e8 02 " // 180 seconds later
                  + "00 " // no events
                  + "01 " // one refusal
                  + "01 03 " // readings[3]
                  + "03 " // bad time
                  + "46 " // 70 bytes
                  + "00 08 00 11 22 33 44 55 66 77"); // digest: hexadecimal, 8 bytes

  @Test
  void shouldWriteTheBytesOfVersion1() {
    assertThat(AdmittedCodec.write(MESSAGE)).isEqualTo(BYTES);
  }

  @Test
  void shouldReadTheBytesOfVersion1() {
    assertThat(AdmittedCodec.read(BYTES)).isEqualTo(MESSAGE);
  }

  @Test
  void shouldKeepTheFormOfEachKindOfEvent() {
    UUID id = new UUID(0x0011223344556677L, 0x8899aabbccddeeffL);
    Instant at = Instant.ofEpochSecond(1_000);
    // after the kind: 1000 seconds, no nanoseconds, offset 28800 seconds, id
    String head = " d00f 00 80c203 00112233445566778899aabbccddeeff ";

    assertEvent(
        new CareEvent.Meal(
            id,
            at,
            CHINA,
            OptionalDouble.of(45),
            OptionalDouble.empty(),
            OptionalDouble.of(2.5),
            OptionalDouble.empty(),
            List.of("egg")),
        "01" + head + "01 01 5a  00  01 02 32  00  01 03 656767");
    assertEvent(
        new CareEvent.Insulin(id, at, CHINA, 4, CareEvent.InsulinAction.MIXED),
        "02" + head + "01 08 05");
    assertEvent(
        new CareEvent.Exercise(id, at, CHINA, 1 / 3.0, OptionalDouble.empty(), "yoga"),
        "03" + head + "00 3fd5555555555555 00 04 796f6761");
    assertEvent(
        new CareEvent.Medication(
            id, at, CHINA, "x", Optional.of("A10"), OptionalDouble.of(1), Optional.of("mg")),
        "04" + head + "01 78  03 413130  01 01 02  02 6d67");
    assertEvent(
        new CareEvent.Fingerstick(id, at, CHINA, Glucose.mgdl(110)), "05" + head + "00 01 dc01");
  }

  private static void assertEvent(CareEvent event, String hex) {
    AdmittedMessage message =
        new AdmittedMessage(new TelemetryMessage("s", List.of(), List.of(event)), List.of());
    byte[] bytes = HexFormat.of().parseHex(("01 0173 00 01" + hex + "00").replace(" ", ""));

    assertThat(AdmittedCodec.write(message)).isEqualTo(bytes);
    assertThat(AdmittedCodec.read(bytes)).isEqualTo(message);
  }

  @Test
  void shouldKeepTheNumberOfEachReason() {
    Map<RefusalReason, Integer> numbers = new EnumMap<>(RefusalReason.class);
    for (RefusalReason reason : RefusalReason.values()) {
      Refusal refusal = new Refusal(Refusal.MESSAGE, reason, 0, "");
      byte[] bytes =
          AdmittedCodec.write(
              new AdmittedMessage(
                  new TelemetryMessage("s", List.of(), List.of()), List.of(refusal)));
      numbers.put(reason, (int) bytes[7]);
    }

    assertThat(numbers)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry(RefusalReason.MALFORMED, 1),
                Map.entry(RefusalReason.MISSING_FIELD, 2),
                Map.entry(RefusalReason.BAD_TIME, 3),
                Map.entry(RefusalReason.BAD_UNIT, 4),
                Map.entry(RefusalReason.IMPOSSIBLE_GLUCOSE, 5),
                Map.entry(RefusalReason.SUSPECTED_UNIT_ERROR, 6),
                Map.entry(RefusalReason.OUT_OF_BOUNDS, 7),
                Map.entry(RefusalReason.UNKNOWN_KIND, 8),
                Map.entry(RefusalReason.FUTURE, 9),
                Map.entry(RefusalReason.CONFLICT, 10),
                Map.entry(RefusalReason.UNKNOWN_FIELD, 11),
                Map.entry(RefusalReason.UNKNOWN_TERM, 12)));
  }

  @Test
  void shouldRefuseOtherVersions() {
    byte[] other = BYTES.clone();
    other[0] = 2;

    assertThatThrownBy(() -> AdmittedCodec.read(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another version");
    assertThatThrownBy(() -> AdmittedCodec.read(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldKeepADayOfReadingsInSixBytesEach() {
    List<GlucoseReading> day =
        IntStream.range(0, 480)
            .mapToObj(
                i ->
                    new GlucoseReading(
                        Instant.ofEpochSecond(1_778_371_380L + 180L * i),
                        CHINA,
                        new GlucoseValue.Measured(Glucose.mmol((50 + i % 80) / 10.0)),
                        OptionalDouble.of(i % 13 / 100.0)))
            .toList();
    AdmittedMessage message =
        new AdmittedMessage(new TelemetryMessage("s", day, List.of()), List.of());

    assertThat(AdmittedCodec.write(message)).hasSizeLessThan(480 * 6 + 20);
  }
}
