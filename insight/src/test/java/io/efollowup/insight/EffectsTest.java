package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.insight.Effect.Direction;
import io.efollowup.insight.Effect.Reason;
import org.junit.jupiter.api.Test;

class EffectsTest {
  private static final int DAYS = 7;

  @Test
  void shouldCompareWithTheSameTimeOfOtherDays() {
    // On days of exercise glucose falls by 30, 32, 28 and 30 in two hours, on others by 0.
    double[] falls = {30, 0, 32, 0, 28, 0, 30};
    WearBuilder wear =
        new WearBuilder().days(DAYS).mgdl(5, h -> 140 - falls[(int) (h / 24)] * share(h % 24));
    for (int day = 0; day < DAYS; day += 2) {
      wear.exercise(24 * day + 16, 40);
    }
    Effect.Estimated effect = (Effect.Estimated) only(wear);
    assertThat(effect.subject())
        .isEqualTo(new Effect.Subject(Effect.Subject.Kind.EXERCISE, "walking"));
    assertThat(effect.times()).isEqualTo(4);
    assertThat(effect.compared()).isEqualTo(4);
    assertThat(effect.comparisons()).isEqualTo(12);
    assertThat(effect.differenceMgdl()).isCloseTo(-30, within(1e-9));
    // Standard deviation sqrt(8 / 3), four of them, Student's t of three degrees 3.182.
    double half = 3.182 * Math.sqrt(8.0 / 3 / 4);
    assertThat(effect.fromMgdl()).isCloseTo(-30 - half, within(1e-9));
    assertThat(effect.toMgdl()).isCloseTo(-30 + half, within(1e-9));
    assertThat(effect.direction()).isEqualTo(Direction.LOWER);
  }

  @Test
  void shouldSayThatADifferenceIsUnclear() {
    double[] falls = {30, 0, -30, 0, 20, 0, -25};
    WearBuilder wear =
        new WearBuilder().days(DAYS).mgdl(5, h -> 140 - falls[(int) (h / 24)] * share(h % 24));
    for (int day = 0; day < DAYS; day += 2) {
      wear.exercise(24 * day + 16, 40);
    }
    assertThat(((Effect.Estimated) only(wear)).direction()).isEqualTo(Direction.UNCLEAR);
  }

  @Test
  void shouldNotTellOfWhatIsDoneEveryDay() {
    WearBuilder wear = new WearBuilder().days(DAYS).mgdl(5, h -> 120);
    for (int day = 0; day < DAYS; day++) {
      wear.medicine(24 * day + 7);
    }
    assertThat(((Effect.Unknown) only(wear)).reason()).isEqualTo(Reason.NO_OTHER_DAYS);
  }

  @Test
  void shouldNotTellFromTwoTimesOrWithoutReadings() {
    WearBuilder few = new WearBuilder().days(DAYS).mgdl(5, h -> 120).exercise(16, 30);
    assertThat(((Effect.Unknown) only(few)).reason()).isEqualTo(Reason.TOO_FEW);
    WearBuilder blind =
        new WearBuilder().days(DAYS).mgdl(5, h -> h % 24 > 12 ? Double.NaN : 120).exercise(16, 30);
    assertThat(((Effect.Unknown) only(blind)).reason()).isEqualTo(Reason.NO_READINGS);
  }

  @Test
  void shouldNotCompareDaysThatBeginElsewhereOrHadAMeal() {
    WearBuilder wear =
        new WearBuilder().days(DAYS).mgdl(5, h -> (int) (h / 24) % 2 == 0 ? 200 : 120);
    for (int day = 0; day < DAYS; day += 2) {
      wear.exercise(24 * day + 16, 40);
    }
    assertThat(((Effect.Unknown) only(wear)).reason()).isEqualTo(Reason.NO_OTHER_DAYS);
    WearBuilder meals = new WearBuilder().days(DAYS).mgdl(5, h -> 120);
    for (int day = 0; day < DAYS; day++) {
      if (day % 2 == 0) {
        meals.exercise(24 * day + 16, 40);
      } else {
        meals.meal(24 * day + 16, 40);
      }
    }
    assertThat(((Effect.Unknown) only(meals)).reason()).isEqualTo(Reason.NO_OTHER_DAYS);
  }

  /** From 0 at 16:00 to 1 at 18:00, back before midnight. */
  private static double share(double hour) {
    if (hour < 16 || hour > 22) {
      return 0;
    }
    return hour > 18.2 ? 1 : Math.clamp((hour - 16.2) / 1.6, 0, 1);
  }

  private static Effect only(WearBuilder wear) {
    return wear.findings().effects().getFirst();
  }
}
