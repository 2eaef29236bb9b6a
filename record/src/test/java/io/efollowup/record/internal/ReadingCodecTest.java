package io.efollowup.record.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.record.StoredReading;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReadingCodecTest {
  @Property(tries = 500)
  void shouldBringEveryReadingBackExactly(@ForAll("readings") List<StoredReading> readings) {
    List<StoredReading> back = ReadingCodec.decode(ReadingCodec.encode(readings));

    assertThat(back).isEqualTo(readings.stream().sorted(ReadingCodec.ORDER).toList());
  }

  @Property(tries = 2_000)
  void shouldKeepEveryBitOfDoublesWithAnyPlaces(
      @ForAll double value, @ForAll("places") int places) {
    var out = new ByteWriter();
    var written = new DecimalColumn(places);
    written.write(value, out);
    written.write(7.1, out);
    var in = new ByteReader(out.toBytes());
    var read = new DecimalColumn(places);

    assertThat(Double.doubleToRawLongBits(read.read(in)))
        .isEqualTo(Double.doubleToRawLongBits(value));
    assertThat(read.read(in)).isEqualTo(7.1);
  }

  @Property(tries = 1_000)
  void shouldKeepEveryNumber(@ForAll long value) {
    var in = new ByteReader(new ByteWriter().signed(value).unsigned(value).toBytes());

    assertThat(in.signed()).isEqualTo(value);
    assertThat(in.unsigned()).isEqualTo(value);
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 6);
  }

  @Provide
  Arbitrary<List<StoredReading>> readings() {
    Arbitrary<Double> number =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(1.1, 600).ofScale(1),
            Arbitraries.doubles().greaterThan(0).lessOrEqual(Double.MAX_VALUE));
    Arbitrary<Double> trend =
        Arbitraries.oneOf(Arbitraries.doubles().between(-5, 5).ofScale(2), Arbitraries.doubles());
    return Combinators.combine(
            Arbitraries.integers().between(0, 86_399),
            Arbitraries.integers().between(-64_800, 64_800),
            Arbitraries.integers().between(0, 3),
            number,
            trend.injectNull(0.3),
            Arbitraries.of("a", "b", "9f86d081-884c", "会"),
            Arbitraries.longs().between(-3_600, 1L << 40))
        .as(ReadingCodecTest::reading)
        .list()
        .ofMaxSize(60);
  }

  private static StoredReading reading(
      int second, int offset, int form, double number, Double trend, String session, long lag) {
    GlucoseValue value =
        switch (form) {
          case 0 -> GlucoseValue.OutOfRange.LOW;
          case 1 -> GlucoseValue.OutOfRange.HIGH;
          case 2 -> new GlucoseValue.Measured(new Glucose(number, GlucoseUnit.MG_DL));
          default -> new GlucoseValue.Measured(new Glucose(number, GlucoseUnit.MMOL_L));
        };
    Instant at = Instant.ofEpochSecond(1_778_371_200L + second);
    OptionalDouble change =
        trend == null || form < 2 ? OptionalDouble.empty() : OptionalDouble.of(trend);
    return new StoredReading(
        session,
        new GlucoseReading(at, ZoneOffset.ofTotalSeconds(offset), value, change),
        at.plusSeconds(lag));
  }
}
