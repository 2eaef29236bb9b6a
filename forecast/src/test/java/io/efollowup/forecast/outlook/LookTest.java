package io.efollowup.forecast.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.forecast.NoPrognosis;
import io.efollowup.forecast.NoPrognosis.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Irregular readings brought to points five minutes apart, and when they are too few. */
class LookTest {
  private static final long END = 1_700_000_000L;

  /** Readings so many minutes before the end, each as high as its minutes before the end. */
  private static Readings before(int... minutes) {
    int[] ordered = Arrays.stream(minutes).map(m -> -m).sorted().map(m -> -m).toArray();
    return new Readings(
        Arrays.stream(ordered).mapToLong(m -> END - 60L * m).toArray(),
        Arrays.stream(ordered).mapToDouble(m -> 100 + m).toArray(),
        new byte[ordered.length]);
  }

  private static Look look(Readings readings) {
    return Look.of(readings, OptionalInt.empty(), 0);
  }

  @Test
  void shouldLieOnTheLineBetweenReadings() {
    Look look = look(before(0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30));

    for (int point = 0; point <= 6; point++) {
      assertThat(look.mgdl()[point]).isCloseTo(100 + 5f * point, within(1e-4f));
    }
    assertThat(look.cadenceMinutes()).isEqualTo(3);
  }

  @Test
  void shouldTakeAnyCadence() {
    for (int cadence = 1; cadence <= 15; cadence++) {
      int every = cadence;
      Look look = look(before(IntStream.rangeClosed(0, 720 / every).map(i -> i * every).toArray()));

      assertThat(look.mgdl()[24]).as("%d minutes", cadence).isCloseTo(220, within(1e-3f));
      assertThat(look.known()[100]).isTrue();
      assertThat(Arrays.stream(look.near()).min().orElseThrow()).isGreaterThan(0.97);
    }
  }

  @Test
  void shouldNotDrawALineAcrossALongPause() {
    Look look = look(before(0, 5, 10, 15, 20, 25, 30, 90, 95));

    assertThat(look.known()[6]).isTrue();
    assertThat(look.known()[7]).isFalse();
    assertThat(look.mgdl()[12]).isEqualTo(130);
    assertThat(look.known()[18]).isTrue();
    assertThat(look.mgdl()[18]).isEqualTo(190);
    assertThat(look.near()[1]).isLessThan(0.7);
  }

  @Test
  void shouldHoldTheOldestWhereNothingIsKnown() {
    Look look = look(before(0, 15, 30));

    assertThat(look.mgdl()[6]).isEqualTo(130);
    assertThat(look.mgdl()[143]).isEqualTo(130);
    assertThat(look.known()[143]).isFalse();
  }

  @Test
  void shouldSayWhenThereIsTooLittle() {
    assertThat(reason(before(), 0)).contains(Reason.NO_READING);
    assertThat(reason(before(0, 15, 30), 31)).contains(Reason.TOO_OLD);
    assertThat(reason(before(0, 15, 30), 30)).isEmpty();
    assertThat(reason(before(0, 30), 0)).contains(Reason.TOO_FEW);
    assertThat(reason(before(0, 61, 70, 80, 90), 0)).contains(Reason.TOO_FEW);
    assertThat(reason(before(0, 5, 10, 15, 20), 0)).contains(Reason.TOO_SHORT);
    assertThat(reason(before(0, 5, 10, 15, 20, 25), 0)).isEmpty();
  }

  private static Optional<Reason> reason(Readings readings, int age) {
    Optional<NoPrognosis> refusal = Look.tooLittle(readings, END + 60L * age, OptionalInt.empty());
    refusal.ifPresent(none -> assertThat(none.sentence()).startsWith("too little to go on: "));
    return refusal.map(NoPrognosis::reason);
  }

  @Test
  void shouldSayWhatItStandsOn() {
    var basis = Look.basis(before(0, 5, 10, 40, 45, 50, 55), END + 120, OptionalInt.empty());

    assertThat(basis.readings()).isEqualTo(7);
    assertThat(basis.gaps()).isEqualTo(1);
    assertThat(basis.longestGap()).isEqualTo(Duration.ofMinutes(30));
    assertThat(basis.age()).contains(Duration.ofMinutes(2));
  }
}
