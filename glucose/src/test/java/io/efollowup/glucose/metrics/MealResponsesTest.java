package io.efollowup.glucose.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.GlucoseTrace;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MealResponsesTest {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @TestFactory
  List<DynamicTest> shouldEqualIglu() {
    Map<String, GlucoseTrace> traces =
        GoldenFiles.traces("data/glucobench/hall2018.csv", ZoneOffset.UTC);
    List<String[]> golden = GoldenFiles.rows("data/iglu/golden-meal-metrics-hall.csv");
    return GoldenFiles.rows("data/iglu/example_meals_hall.csv").stream()
        .map(
            meal ->
                DynamicTest.dynamicTest(
                    meal[0] + " " + meal[1],
                    () -> check(traces.get(meal[0]), instant(meal[2]), row(golden, meal))))
        .toList();
  }

  private static String[] row(List<String[]> golden, String[] meal) {
    return golden.stream()
        .filter(row -> row[0].equals(meal[0]) && row[2].equals(meal[1]))
        .findFirst()
        .orElseThrow();
  }

  private static void check(GlucoseTrace trace, Instant meal, String[] golden) {
    MealOutcome outcome = MealResponses.of(trace, ZoneOffset.UTC).at(meal);
    if (golden[3].equals("NA")) {
      assertThat(outcome).isInstanceOf(MealOutcome.Unavailable.class);
      return;
    }
    MealResponse response = (MealResponse) outcome;
    assertThat(response.alignedAt()).isEqualTo(instant(golden[1]));
    assertRelative(response.riseMgdl(), golden[3]);
    assertThat(response.timeToPeak().toMinutes()).isEqualTo(Long.parseLong(golden[4]));
    assertRelative(response.recovery().orElseThrow(), golden[5]);
  }

  @Test
  void shouldReckonFromTheMeanOfTheHourBefore() {
    double[] values = new double[60];
    Arrays.fill(values, 100);
    Arrays.fill(values, 8, 12, 130);
    Arrays.fill(values, 20, 30, 170);
    Arrays.fill(values, 30, 60, 134);

    MealResponse response = (MealResponse) at(Traces.mgdl(values), 62);

    assertThat(response.alignedAt()).isEqualTo(minute(60));
    assertThat(response.baselineMgdl()).isEqualTo((7 * 100 + 4 * 130) / 11.0);
    assertThat(response.peakMgdl()).isEqualTo(170);
    assertThat(response.timeToPeak()).isEqualTo(Duration.ofMinutes(40));
    assertThat(response.recovery().orElseThrow())
        .isEqualTo((170 - 134) / (170 - response.baselineMgdl()));
  }

  @Test
  void shouldLookForThePeakOnlyAfterTheMeal() {
    double[] values = new double[60];
    Arrays.setAll(values, i -> i < 12 ? 190 : 180 - 2 * (i - 12));

    MealResponse response = (MealResponse) at(Traces.mgdl(values), 60);

    assertThat(response.alignedAt()).isEqualTo(minute(60));
    assertThat(response.riseMgdl()).isEqualTo(-12);
    assertThat(response.timeToPeak()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void shouldLookForThePeakThroughTheEndOfTheThirdHour() {
    double[] values = new double[60];
    Arrays.fill(values, 100);
    values[12 + 36] = 150;
    values[12 + 37] = 200;

    MealResponse response = (MealResponse) at(Traces.mgdl(values), 60);

    assertThat(response.riseMgdl()).isEqualTo(50);
    assertThat(response.timeToPeak()).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void shouldFindThePeakAfterAGapThatBeginsWithTheMeal() {
    double[] values = new double[60];
    Arrays.fill(values, 100);
    Arrays.fill(values, 13, 30, Double.NaN);
    values[32] = 140;

    MealResponse response = (MealResponse) at(Traces.mgdl(values), 60);

    assertThat(response.riseMgdl()).isEqualTo(40);
    assertThat(response.timeToPeak()).isEqualTo(Duration.ofMinutes(100));
  }

  @Test
  void shouldSayWhyAMealHasNoFigures() {
    GlucoseTrace trace = Traces.mgdl(100, 110, 120);
    assertThat(at(Traces.mgdl(100), 0)).isInstanceOf(MealOutcome.Unavailable.class);
    assertThat(at(trace, 20))
        .isEqualTo(new MealOutcome.Unavailable("No reading is near the meal."));
    assertThat(at(trace, 10))
        .isEqualTo(
            new MealOutcome.Unavailable("Glucose in the three hours after the meal is unknown."));
    assertThat(at(trace, 5))
        .isEqualTo(new MealOutcome.Unavailable("Glucose in the hour before the meal is unknown."));
  }

  @Test
  void shouldLeaveTheRecoveryOpenWhereGlucoseAnHourAfterThePeakIsUnknown() {
    MealResponse response = (MealResponse) at(Traces.mgdl(100, 100, 100, 150, 140), 10);
    assertThat(response.riseMgdl()).isEqualTo(50);
    assertThat(response.recovery()).isEmpty();
  }

  private static MealOutcome at(GlucoseTrace trace, int minute) {
    return MealResponses.of(trace, ZoneOffset.UTC).at(minute(minute));
  }

  private static Instant minute(int minute) {
    return Traces.START.plusSeconds(60L * minute);
  }

  private static Instant instant(String text) {
    return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
  }

  private static void assertRelative(double actual, String expected) {
    double value = Double.parseDouble(expected);
    assertThat(actual).isCloseTo(value, within(Math.abs(value) * 1e-6));
  }
}
