package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.insight.TalkingPoint.AboveTarget;
import io.efollowup.insight.TalkingPoint.BelowTarget;
import io.efollowup.insight.TalkingPoint.HighAverage;
import io.efollowup.insight.TalkingPoint.LowNights;
import io.efollowup.insight.TalkingPoint.MealRise;
import io.efollowup.insight.TalkingPoint.MissingReadings;
import io.efollowup.insight.TalkingPoint.NothingStandsOut;
import io.efollowup.insight.TalkingPoint.ShortInTarget;
import io.efollowup.insight.TalkingPoint.SuspectLows;
import io.efollowup.insight.TalkingPoint.UnnoticedLows;
import io.efollowup.insight.TalkingPoint.VeryHigh;
import io.efollowup.insight.TalkingPoint.VeryLow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TalkingPointsTest {

  @Test
  void shouldSpeakOfLowsBeforeHighs() {
    List<TalkingPoint> points =
        points(new WearBuilder().days(7).mgdl(5, h -> h % 24 < 2 ? 50 : h % 24 > 12 ? 300 : 120));
    assertThat(points).hasSizeLessThanOrEqualTo(5);
    assertThat(points.get(0)).isInstanceOf(VeryLow.class);
    assertThat(points.get(1)).isInstanceOf(BelowTarget.class);
    assertThat(points.get(2)).isEqualTo(new LowNights(7, 7));
    assertThat(points.get(3)).isInstanceOf(VeryHigh.class);
    assertThat(points.get(4)).isInstanceOf(AboveTarget.class);
    VeryLow low = (VeryLow) points.get(0);
    assertThat(low.lows()).isEqualTo(7);
    assertThat(low.atNight()).isEqualTo(7);
    assertThat(low.mostly()).hasValue(new Recurrence(0, 2, 7, 7));
  }

  @Test
  void shouldSayThatNothingStandsOut() {
    assertThat(points(new WearBuilder().days(7).mgdl(5, h -> 120)))
        .containsExactly(new NothingStandsOut(100, true));
  }

  @Test
  void shouldNotSayThatNothingStandsOutWhereTheAverageMissesItsGoal() {
    List<TalkingPoint> points = points(new WearBuilder().days(7).mgdl(5, h -> 170));
    assertThat(points).hasSize(1);
    HighAverage average = (HighAverage) points.getFirst();
    assertThat(average.meanMgdl()).isCloseTo(170, within(1e-9));
    assertThat(average.goalMgdl()).isEqualTo(154);
  }

  @Test
  void shouldSayThatTimeInTargetMissesItsGoalWhereNothingElseDoes() {
    Targets strict =
        new Targets(
            TargetGroup.OLDER,
            GlucoseThresholds.STANDARD,
            Map.of(GlucoseZone.TARGET, RangeGoal.above(80), GlucoseZone.HIGH, RangeGoal.below(50)));
    WearBuilder wear =
        new WearBuilder().days(7).mgdl(5, h -> h % 24 >= 9 && h % 24 < 15 ? 182 : 175);
    assertThat(wear.analysis(strict).findings().talkingPoints())
        .containsExactly(new ShortInTarget(75, 80));
  }

  @Test
  void shouldNotSpeakOfGoalsWhereNobodyAgreedOnAny() {
    assertThat(
            new WearBuilder()
                .days(7)
                .mgdl(5, h -> 110)
                .analysis(Targets.GESTATIONAL)
                .findings()
                .talkingPoints())
        .containsExactly(new NothingStandsOut(100, false));
  }

  @Test
  void shouldKeepAPlaceForTheFirstHighAndForMissingReadings() {
    TalkingPoint veryLow = new VeryLow(2, 3, 1, GlucoseValue.OutOfRange.LOW, Optional.empty());
    TalkingPoint below = new BelowTarget(6, OptionalDouble.of(4), Optional.empty());
    TalkingPoint nights = new LowNights(2, 7);
    TalkingPoint unnoticed = new UnnoticedLows(1, 3, 30);
    TalkingPoint suspect = new SuspectLows(1, 3);
    TalkingPoint veryHigh = new VeryHigh(9, OptionalDouble.of(5), Optional.empty());
    TalkingPoint above = new AboveTarget(40, OptionalDouble.of(25), Optional.empty());
    TalkingPoint missing = new MissingReadings(60);
    List<TalkingPoint> lows = List.of(veryLow, below, nights, unnoticed, suspect);
    assertThat(WeightiestPoints.of(lows, 5)).isEqualTo(lows);
    assertThat(
            WeightiestPoints.of(
                List.of(veryLow, below, nights, unnoticed, suspect, veryHigh, above), 5))
        .containsExactly(veryLow, below, nights, unnoticed, veryHigh);
    assertThat(
            WeightiestPoints.of(
                List.of(veryLow, below, nights, unnoticed, suspect, veryHigh, above, missing), 5))
        .containsExactly(veryLow, below, unnoticed, veryHigh, missing);
    assertThat(WeightiestPoints.of(List.of(below, nights, suspect, veryHigh, above, missing), 5))
        .containsExactly(below, nights, suspect, veryHigh, missing);
  }

  @Test
  void shouldSayNothingOfNothing() {
    assertThat(points(new WearBuilder().days(7))).isEmpty();
  }

  @Test
  void shouldNotHoldHoursAgainstGoalsForDays() {
    assertThat(points(new WearBuilder().mgdl(5, h -> h < 12 ? 200 : Double.NaN))).isEmpty();
  }

  @Test
  void shouldNameTheMealsWithTheLargestRise() {
    WearBuilder wear =
        new WearBuilder()
            .days(4)
            .mgdl(5, h -> 90 + WearBuilder.triangle(h % 24, 8, 80) + second(h % 24));
    for (int day = 0; day < 4; day++) {
      wear.meal(24 * day + 8, 50).meal(24 * day + 18, 50);
    }
    assertThat(points(wear)).containsExactly(new MealRise(MealTime.MORNING, 4, 80));
  }

  private static double second(double hour) {
    return WearBuilder.triangle(hour, 18, 65);
  }

  @Test
  void shouldJudgeByThePatientsOwnGoals() {
    WearBuilder wear = new WearBuilder().days(7).mgdl(5, h -> h % 24 < 9 ? 190 : 120);
    assertThat(wear.analysis(Targets.ADULT).findings().talkingPoints())
        .hasAtLeastOneElementOfType(AboveTarget.class);
    assertThat(wear.analysis(Targets.OLDER).findings().talkingPoints())
        .doesNotHaveAnyElementsOfTypes(AboveTarget.class);
    Targets own = Targets.of(TargetLimits.own(GlucoseUnit.MG_DL, 54, 80, 160, 250));
    assertThat(wear.analysis(own).findings().talkingPoints())
        .filteredOn(AboveTarget.class::isInstance)
        .extracting(point -> ((AboveTarget) point).goalPercent())
        .containsExactly(OptionalDouble.empty());
  }

  @Property(tries = 40)
  void shouldNameAtMostFiveOfAnyWear(
      @ForAll @Size(min = 48, max = 48) List<@DoubleRange(min = 30, max = 390) Double> hours) {
    WearBuilder wear =
        new WearBuilder().days(2).mgdl(15, h -> hours.get((int) h)).meal(8, 40).exercise(16, 30);
    assertThat(points(wear)).hasSizeBetween(0, 5).doesNotHaveDuplicates();
  }

  private static List<TalkingPoint> points(WearBuilder wear) {
    return wear.findings().talkingPoints();
  }
}
