package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.CareEvent;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.metrics.MealOutcome;
import io.efollowup.glucose.metrics.MealResponse;
import io.efollowup.glucose.metrics.MealResponses;
import io.efollowup.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Meals of real people, with their sensor (BIG IDEAs, PhysioNet). */
class RealMealsTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  /** What interpolating between readings five minutes apart may add, in mg/dL. */
  private static final double BETWEEN_READINGS = 6;

  @ParameterizedTest
  @ValueSource(strings = {"001", "002", "004", "005", "006"})
  void shouldFindTheSamePeaksAsTheMetrics(String person) throws IOException {
    GlucoseTrace trace = trace(SharedData.assume("data/bigideas/Dexcom_" + person + ".csv"));
    List<CareEvent> meals = meals(SharedData.assume("data/bigideas/Food_Log_" + person + ".csv"));
    DayRange days = SevenDayAnalysis.lastDaysOf(trace, ZoneOffset.UTC, 14).orElseThrow();
    MealReview review =
        SevenDayAnalysis.of(
                trace, meals, ZoneOffset.UTC, Targets.ADULT, days.firstDay(), days.days())
            .findings()
            .meals();
    MealResponses metrics = MealResponses.of(trace, ZoneOffset.UTC);
    assertThat(review.ranked()).hasSizeGreaterThan(5);
    int same = 0;
    int beside = 0;
    for (ReviewedMeal meal : review.ranked()) {
      MealOutcome outcome = metrics.at(meal.meal().at());
      if (isWhole(meal) && outcome instanceof MealResponse response) {
        double apart = Math.abs(meal.excursion().orElseThrow().peak().mgdl() - response.peakMgdl());
        same += apart <= BETWEEN_READINGS ? 1 : 0;
        beside++;
      }
    }
    assertThat(beside).isGreaterThan(5);
    assertThat(same).isGreaterThanOrEqualTo(beside * 9 / 10);
  }

  /** Whether the three hours were not cut by a meal of the third. */
  private static boolean isWhole(ReviewedMeal meal) {
    return meal.excursion().orElseThrow().curve().getLast().minutes() > 170;
  }

  private static GlucoseTrace trace(Path file) throws IOException {
    GlucoseTrace.Builder builder = new GlucoseTrace.Builder();
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split(",", -1);
      if (fields[2].equals("EGV")) {
        builder.add(
            time(fields[1]).toEpochSecond(ZoneOffset.UTC),
            new GlucoseValue.Measured(Glucose.mgdl(Double.parseDouble(fields[7]))));
      }
    }
    return builder.build();
  }

  /** Rows with quoted commas are left out; enough remain. */
  private static List<CareEvent> meals(Path file) throws IOException {
    List<CareEvent> meals = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split(",", -1);
      if (!line.contains("\"") && fields.length > 9 && fields[2].startsWith("20")) {
        meals.add(
            new CareEvent.Meal(
                new UUID(5, meals.size()),
                time(fields[2]).toInstant(ZoneOffset.UTC),
                ZoneOffset.UTC,
                fields[9].isEmpty() ? NONE : OptionalDouble.of(Double.parseDouble(fields[9])),
                NONE,
                NONE,
                NONE,
                List.of("other")));
      }
    }
    return meals;
  }

  private static LocalDateTime time(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T'));
  }
}
