package io.efollowup.telemetry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetTimesTest {
  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void shouldReadWhatTheGeneralReaderReadsAndNothingElse(@ForAll("nearlyTimes") String text) {
    assertThat(read(text, OffsetTimes::parse)).isEqualTo(general(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-05-10T08:03:00+08:00",
        "2026-05-10T08:03:00Z",
        "2026-05-10T08:03:00.5Z",
        "2026-05-10T08:03Z",
        "2026-05-10t08:03:00z",
        "2026-05-10T08:03:00-00:00",
        "2026-05-10T08:03:00+18:00",
        "2024-02-29T23:59:59-12:30",
        "+12026-05-10T08:03:00Z"
      })
  void shouldReadEveryFormOfTheStandard(String text) {
    assertThat(read(text, OffsetTimes::parse)).isPresent().isEqualTo(general(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30T08:03:00Z",
        "2026-05-10T24:00:00Z",
        "2026-05-10T08:60:00Z",
        "2026-05-10T08:03:60Z",
        "2026-05-10T08:03:00+18:01",
        "2026-05-10T08:03:00+08:60",
        "2026-05-10T08:03:00",
        "2026-05-10 08:03:00Z",
        "٢٠٢٦-05-10T08:03:00Z",
        ""
      })
  void shouldRefuseWhatIsNoTime(String text) {
    assertThat(read(text, OffsetTimes::parse)).isEmpty();
  }

  @Provide
  Arbitrary<String> nearlyTimes() {
    Arbitrary<String> two = Arbitraries.integers().between(0, 99).map("%02d"::formatted);
    Arbitrary<String> likely = Arbitraries.integers().between(0, 31).map("%02d"::formatted);
    Arbitrary<String> field = Arbitraries.oneOf(two, likely, likely, likely);
    Arbitrary<String> offset =
        Arbitraries.oneOf(
            Arbitraries.of("Z", "z", "", "+08", "+08:00:30", "+0800", "-00:00"),
            Combinators.combine(Arbitraries.of("+", "-"), field, field)
                .as((sign, hours, minutes) -> sign + hours + ":" + minutes));
    return Combinators.combine(field, field, field, field, field, field, offset)
        .as(
            (year, month, day, hour, minute, second, zone) ->
                "20%s-%s-%sT%s:%s:%s%s".formatted(year, month, day, hour, minute, second, zone));
  }

  private static Optional<OffsetDateTime> general(String text) {
    return read(text, it -> OffsetDateTime.parse(it, DateTimeFormatter.ISO_OFFSET_DATE_TIME));
  }

  private static Optional<OffsetDateTime> read(
      String text, Function<String, OffsetDateTime> reader) {
    try {
      return Optional.of(reader.apply(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
