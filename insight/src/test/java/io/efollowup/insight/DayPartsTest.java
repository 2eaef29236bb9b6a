package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.insight.TimeBlock.Kind;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DayPartsTest {

  @Test
  void shouldCutTheDayIntoItsParts() {
    WearBuilder wear = new WearBuilder().days(2).mgdl(5, h -> 100 + Math.floor(h % 24 / 6) * 10);
    List<TimeBlock> blocks = wear.findings().blocks();
    assertThat(mean(blocks, Kind.NIGHT)).isEqualTo(100);
    assertThat(mean(blocks, Kind.FORENOON)).isEqualTo(110);
    assertThat(mean(blocks, Kind.AFTERNOON)).isEqualTo(120);
    assertThat(mean(blocks, Kind.EVENING)).isEqualTo(130);
    assertThat(block(blocks, Kind.NIGHT).occasions()).isEqualTo(2);
    assertThat(blocks).extracting(TimeBlock::kind).doesNotContain(Kind.AFTER_MORNING_MEAL);
  }

  @Test
  void shouldTakeFastingUpToTheFirstMealAndSayWhereNoneWasLogged() {
    WearBuilder wear = new WearBuilder().days(2).mgdl(5, h -> h < 24 ? 90 : 120);
    TimeBlock fasting = block(wear.meal(8, 40).findings().blocks(), Kind.FASTING);
    assertThat(fasting.occasions()).isEqualTo(2);
    assertThat(fasting.assumed()).isEqualTo(1);
    // Two hours of the first day, one of the second.
    assertThat(fasting.shares().total()).isEqualTo(36);
    assertThat(fasting.mean().orElseThrow().mgdl()).isCloseTo(100, within(1e-9));
  }

  @Test
  void shouldCountReadingsThatTwoMealsShareOnce() {
    WearBuilder wear = new WearBuilder().mgdl(5, h -> 100).meal(7, 40).meal(8, 40);
    TimeBlock after = block(wear.findings().blocks(), Kind.AFTER_MORNING_MEAL);
    assertThat(after.occasions()).isEqualTo(2);
    assertThat(after.shares().total()).isEqualTo(48);
  }

  @Test
  void shouldJudgeEachNight() {
    WearBuilder wear =
        new WearBuilder()
            .days(3)
            .mgdl(
                5,
                h -> {
                  double clock = h % 24;
                  if (h < 24) {
                    return clock >= 2 && clock < 3 ? 60 : 100;
                  }
                  return h < 48 ? (clock < 2 ? 200 : 130) : clock < 6 ? 90 : 125;
                });
    List<Night> nights = wear.findings().nights();
    assertThat(nights.get(0).below()).isEqualTo(Duration.ofHours(1));
    assertThat(nights.get(0).isLow()).isTrue();
    assertThat(nights.get(0).morningRiseMgdl()).isEmpty();
    assertThat(nights.get(1).isHigh()).isTrue();
    assertThat(nights.get(1).above()).isEqualTo(Duration.ofHours(2));
    assertThat(nights.get(2).morningRiseMgdl().orElseThrow()).isCloseTo(35, within(1e-9));
    assertThat(nights.get(2).lowest().orElseThrow().secondOfDay()).isZero();
  }

  @Test
  void shouldKnowThatANightIsAnHourShorterInSpring() {
    WearBuilder spring =
        new WearBuilder(ZoneId.of("Europe/Berlin"), LocalDate.of(2026, 3, 29)).mgdl(5, h -> 100);
    assertThat(spring.findings().nights().getFirst().readings()).isEqualTo(5 * 12);
    WearBuilder autumn =
        new WearBuilder(ZoneId.of("Europe/Berlin"), LocalDate.of(2026, 10, 25)).mgdl(5, h -> 100);
    assertThat(autumn.findings().nights().getFirst().readings()).isEqualTo(7 * 12);
  }

  @Test
  void shouldFindTheHoursInWhichLowsRecur() {
    WearBuilder wear =
        new WearBuilder().days(5).mgdl(5, h -> h < 72 && h % 24 >= 2.5 && h % 24 < 3.5 ? 60 : 100);
    assertThat(wear.findings().lowsMostly()).hasValue(new Recurrence(2, 4, 3, 5));
    assertThat(new WearBuilder().days(5).mgdl(5, h -> 60).findings().lowsMostly()).isEmpty();
  }

  @Property(tries = 30)
  void shouldDivideEachPartCompletely(
      @ForAll @Size(min = 24, max = 24) List<@DoubleRange(min = 30, max = 390) Double> hours,
      @ForAll @IntRange(min = 1, max = 15) int cadence) {
    WearBuilder wear =
        new WearBuilder().mgdl(cadence, h -> hours.get((int) h)).meal(7.5, 40).meal(18, 60);
    SevenDayAnalysis analysis = wear.analysis();
    assertThat(analysis.findings().blocks())
        .allSatisfy(
            block -> {
              double exact =
                  Arrays.stream(GlucoseZone.values()).mapToDouble(block.shares()::percent).sum();
              assertThat(exact).isCloseTo(100, within(1e-9));
              double shown =
                  block.shares().shown().values().stream().mapToDouble(Double::doubleValue).sum();
              assertThat(shown).isCloseTo(100, within(1e-9));
            });
    long quarters =
        analysis.findings().blocks().stream()
            .filter(block -> quarter(block.kind()))
            .mapToLong(block -> block.shares().total())
            .sum();
    assertThat(quarters).isEqualTo(analysis.shares().total());
  }

  private static boolean quarter(Kind kind) {
    return switch (kind) {
      case NIGHT, FORENOON, AFTERNOON, EVENING -> true;
      case FASTING, AFTER_MORNING_MEAL, AFTER_MIDDAY_MEAL, AFTER_EVENING_MEAL -> false;
    };
  }

  private static TimeBlock block(List<TimeBlock> blocks, Kind kind) {
    return blocks.stream().filter(block -> block.kind() == kind).findFirst().orElseThrow();
  }

  private static double mean(List<TimeBlock> blocks, Kind kind) {
    return block(blocks, kind).mean().map(Glucose::mgdl).orElseThrow();
  }
}
