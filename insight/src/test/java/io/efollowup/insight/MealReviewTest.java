package io.efollowup.insight;

import static io.efollowup.insight.WearBuilder.triangle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.CareEvent.InsulinAction;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.metrics.MealResponse;
import io.efollowup.glucose.metrics.MealResponses;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MealReviewTest {

  @Test
  void shouldMeasureAKnownRise() {
    ReviewedMeal meal =
        only(new WearBuilder().mgdl(5, h -> 100 + triangle(h, 8, 64)).meal(8, 50, "rice"));
    Excursion excursion = meal.excursion().orElseThrow();
    assertThat(meal.isComparable()).isTrue();
    assertThat(excursion.baseline().mgdl()).isEqualTo(100);
    assertThat(excursion.riseMgdl()).isEqualTo(64);
    assertThat(excursion.peak().mgdl()).isEqualTo(164);
    assertThat(excursion.timeToPeak()).isEqualTo(Duration.ofHours(1));
    // Up to 64 in an hour, down to 32 in the next: 32 + 48 mg/dL hours.
    assertThat(excursion.areaMgdlHours()).isCloseTo(80, within(1e-9));
    assertThat(excursion.afterTwoHoursMgdl()).isCloseTo(32, within(1e-9));
    assertThat(excursion.recoveryPercent().orElseThrow()).isCloseTo(50, within(1e-9));
    // At 160 minutes it is 10.7 mg/dL above the beginning, at 165 it is 8.
    assertThat(excursion.back()).hasValue(Duration.ofMinutes(165));
  }

  @Test
  void shouldCountOnlyTheAreaAboveTheBeginning() {
    Excursion excursion =
        only(new WearBuilder().mgdl(5, h -> h > 8 && h < 9 ? 60 : 100).meal(8, 50))
            .excursion()
            .orElseThrow();
    assertThat(excursion.areaMgdlHours()).isZero();
    assertThat(excursion.riseMgdl()).isZero();
    assertThat(excursion.recoveryPercent()).isEmpty();
  }

  @Test
  void shouldTakeWhatIsLoggedTogetherAsOneMeal() {
    MealReview review =
        new WearBuilder()
            .mgdl(5, h -> 100)
            .meal(8, 20, "rice")
            .meal(8.4, 15, "egg", "rice")
            .meal(12, 40, "noodles")
            .findings()
            .meals();
    assertThat(review.responses()).hasSize(2);
    assertThat(review.responses().getFirst().meal().foods()).containsExactly("rice", "egg");
    assertThat(review.responses().getFirst().meal().carbs()).hasValue(35);
    assertThat(review.responses().getFirst().meal().time()).isEqualTo(MealTime.MORNING);
  }

  @Test
  void shouldNotCompareMealsThatOverlap() {
    MealReview review =
        new WearBuilder().mgdl(5, h -> 100).meal(8, 40).meal(9, 20).findings().meals();
    assertThat(review.responses().get(0).circumstances()).contains(Circumstance.NEXT_MEAL);
    assertThat(review.responses().get(1).circumstances()).contains(Circumstance.PREVIOUS_MEAL);
    assertThat(review.ranked()).isEmpty();
  }

  @Test
  void shouldNotTakeTeaForAMeal() {
    MealReview review =
        new WearBuilder().mgdl(5, h -> 100).meal(8, 40).meal(9, 1, "tea").findings().meals();
    assertThat(review.responses()).hasSize(1);
    assertThat(review.responses().getFirst().isComparable()).isTrue();
  }

  @Test
  void shouldEndTheResponseAtAMealOfTheThirdHour() {
    Excursion excursion =
        new WearBuilder()
            .mgdl(5, h -> h < 10.5 ? 100 : 200)
            .meal(8, 40)
            .meal(10.4, 40)
            .findings()
            .meals()
            .responses()
            .getFirst()
            .excursion()
            .orElseThrow();
    assertThat(excursion.riseMgdl()).isZero();
  }

  @Test
  void shouldSayWhyAMealHasNoResponse() {
    WearBuilder gap = new WearBuilder().mgdl(5, h -> h > 9 && h < 10 ? Double.NaN : 100);
    assertThat(only(gap.meal(8, 40)).circumstances()).containsExactly(Circumstance.GAPS);
    WearBuilder late = new WearBuilder().mgdl(5, h -> h < 8 ? Double.NaN : 100);
    assertThat(only(late.meal(7.9, 40)).circumstances()).contains(Circumstance.NO_BASELINE);
    assertThat(only(late).excursion()).isEmpty();
  }

  @Test
  void shouldNoteInsulinExerciseLowsAndTheSensorsLimits() {
    WearBuilder wear =
        new WearBuilder()
            .values(
                5,
                h ->
                    h > 9 && h < 9.2
                        ? GlucoseValue.OutOfRange.HIGH
                        : WearBuilder.measured(h > 7.9 && h < 8.1 ? 65 : 100))
            .insulin(7.9, InsulinAction.RAPID)
            .insulin(8, InsulinAction.LONG)
            .exercise(6.5, 45)
            .meal(8, 40);
    assertThat(only(wear).circumstances())
        .containsExactly(
            Circumstance.BEYOND_SENSOR,
            Circumstance.LOW_BEFORE,
            Circumstance.INSULIN,
            Circumstance.EXERCISE);
    assertThat(only(wear).isComparable()).isFalse();
    WearBuilder basal =
        new WearBuilder().mgdl(5, h -> 100).insulin(8, InsulinAction.LONG).meal(8, 40);
    assertThat(only(basal).circumstances()).isEmpty();
  }

  @Test
  void shouldRankFoodsByTheirMedianRiseAndKeepSingleSightingsApart() {
    WearBuilder wear = new WearBuilder().days(4);
    double[] rises = {30, 50, 40, 90};
    wear.mgdl(5, h -> 100 + triangle(h % 24, 8, rises[(int) (h / 24)]));
    wear.meal(8, 50, "rice", "egg").meal(32, 50, "rice").meal(56, 50, "rice").meal(80, 50, "cake");
    List<FoodResponse> foods = wear.findings().meals().foods();
    assertThat(foods)
        .extracting(FoodResponse::foods)
        .containsExactly(List.of("rice"), List.of("cake"), List.of("egg"));
    FoodResponse rice = foods.getFirst();
    assertThat(rice.eaten()).isEqualTo(3);
    assertThat(rice.alone()).isEqualTo(2);
    assertThat(rice.figures().medianRiseMgdl()).isEqualTo(40);
    assertThat(rice.figures().leastRiseMgdl()).isEqualTo(30);
    assertThat(rice.figures().greatestRiseMgdl()).isEqualTo(50);
    assertThat(rice.figures().isRepeated()).isTrue();
    assertThat(foods.get(1).figures().isRepeated()).isFalse();
  }

  @Test
  void shouldNotTellFoodsApartThatWereAlwaysEatenTogether() {
    WearBuilder wear = new WearBuilder().days(2).mgdl(5, h -> 100);
    wear.meal(8, 50, "noodles", "beef", "other").meal(32, 50, "noodles", "beef");
    assertThat(wear.findings().meals().foods())
        .extracting(FoodResponse::foods)
        .containsExactly(List.of("noodles", "beef"));
  }

  @Property(tries = 50)
  void shouldRespondTheSameWhateverTheDay(
      @ForAll @IntRange(min = 0, max = 6) int shift,
      @ForAll @DoubleRange(min = 5, max = 200) double height,
      @ForAll @IntRange(min = 1, max = 15) int cadence) {
    Excursion first = response(0, height, cadence);
    Excursion shifted = response(shift, height, cadence);
    assertThat(shifted.riseMgdl()).isCloseTo(first.riseMgdl(), within(1e-6));
    assertThat(shifted.areaMgdlHours()).isCloseTo(first.areaMgdlHours(), within(1e-6));
    assertThat(shifted.timeToPeak()).isEqualTo(first.timeToPeak());
    assertThat(shifted.back()).isEqualTo(first.back());
  }

  private static Excursion response(int day, double height, int cadence) {
    // Readings begin anew at each midnight, so that every day has the same ones.
    WearBuilder wear = new WearBuilder(ZoneOffset.UTC, WearBuilder.MONDAY.plusDays(day));
    return only(wear.mgdl(cadence, h -> 100 + triangle(h, 8, height)).meal(8, 50))
        .excursion()
        .orElseThrow();
  }

  @Property(tries = 50)
  void shouldGrowWithTheRiseAndNeverBeNegative(
      @ForAll @DoubleRange(min = 1, max = 150) double height,
      @ForAll @DoubleRange(min = 0, max = 100) double more) {
    Excursion small = response(0, height, 5);
    Excursion large = response(0, height + more, 5);
    assertThat(small.areaMgdlHours()).isNotNegative();
    assertThat(large.areaMgdlHours()).isGreaterThanOrEqualTo(small.areaMgdlHours());
    assertThat(large.riseMgdl()).isGreaterThanOrEqualTo(small.riseMgdl());
  }

  @Test
  void shouldAgreeWithTheMetricsOnWhenAndHowHighThePeakWas() {
    WearBuilder week = GoldenAnalysisTest.week();
    MealResponses metrics = MealResponses.of(week.trace(), ZoneOffset.UTC);
    List<ReviewedMeal> comparable = week.findings().meals().ranked();
    assertThat(comparable).hasSize(13);
    assertThat(comparable)
        .allSatisfy(
            meal -> {
              MealResponse other = (MealResponse) metrics.at(meal.meal().at());
              Excursion excursion = meal.excursion().orElseThrow();
              assertThat(excursion.peak().mgdl()).isCloseTo(other.peakMgdl(), within(1e-9));
              assertThat(excursion.timeToPeak()).isEqualTo(other.timeToPeak());
            });
  }

  private static ReviewedMeal only(WearBuilder wear) {
    return wear.findings().meals().responses().getFirst();
  }
}
