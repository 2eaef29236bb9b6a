package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class A1cModelTest {
  private static final LocalDate END = LocalDate.of(2026, 5, 31);

  @Test
  void shouldFindTheLineOfTheGlucoseManagementIndicatorForASteadyLevel() {
    A1cForecast now = new A1cModel(days(180, d -> 150), Map.of()).on(END.plusDays(1));
    assertThat(now.mean()).isCloseTo(GlucoseEstimates.gmi(150), within(0.1));
    assertThat(now.deviation()).isBetween(0.45, 0.7);
  }

  @Test
  void shouldLearnThePersonsGapFromALaboratoryValue() {
    NavigableMap<LocalDate, Double> days = days(180, d -> 150);
    double gmi = GlucoseEstimates.gmi(150);
    A1cForecast next = new A1cModel(days, Map.of(END.minusDays(30), gmi + 1)).on(END.plusDays(1));
    assertThat(next.mean()).isBetween(gmi + 0.75, gmi + 1);
    assertThat(next.deviation())
        .isLessThan(new A1cModel(days, Map.of()).on(END.plusDays(1)).deviation());
  }

  @Test
  void shouldRiseWithGlucoseAndWithTheLaboratorysValue() {
    double before = Double.NEGATIVE_INFINITY;
    for (int level = 90; level <= 300; level += 10) {
      int mean = level;
      A1cForecast next =
          new A1cModel(days(60, d -> mean + d % 5), Map.of(END.minusDays(70), 7.5))
              .on(END.plusDays(30));
      assertThat(next.mean()).isGreaterThan(before);
      before = next.mean();
    }
    before = Double.NEGATIVE_INFINITY;
    for (double value = 5; value < 14; value += 0.5) {
      A1cForecast next =
          new A1cModel(days(60, d -> 150 + d % 5), Map.of(END.minusDays(70), value))
              .on(END.plusDays(30));
      assertThat(next.mean()).isGreaterThan(before);
      before = next.mean();
    }
  }

  @Test
  void shouldForgetHalfOfAStepInThirtyFiveDays() {
    // From 250 to 130 mg/dL, 35 days before the end: half of the way is done.
    A1cForecast now =
        new A1cModel(days(180, d -> d < 35 ? 130 : 250), Map.of()).on(END.plusDays(1));
    assertThat(now.mean()).isCloseTo(GlucoseEstimates.gmi(190), within(0.15));
  }

  @Test
  void shouldBeLessSureWithLessDataAndFurtherAhead() {
    A1cModel much = new A1cModel(days(180, d -> 150 + d % 7), Map.of());
    A1cModel little = new A1cModel(days(14, d -> 150 + d % 7), Map.of());
    assertThat(little.on(END.plusDays(1)).deviation())
        .isGreaterThan(much.on(END.plusDays(1)).deviation() + 0.1);
    assertThat(much.on(END.plusDays(91)).deviation())
        .isGreaterThan(much.on(END.plusDays(1)).deviation());
    assertThat(new A1cModel(new TreeMap<>(), Map.of(END, 7.0)).on(END.plusDays(1)).mean())
        .isCloseTo(7.0, within(0.2));
  }

  /**
   * Simulated people whose glucose is not made by the model: a level that steps once and drifts, a
   * gap of their own, a memory that is exponential instead of straight.
   */
  @Test
  void shouldCoverWhatLaboratoriesFindOfSimulatedPeople() {
    Random random = new Random(20260525);
    int people = 400;
    int inside80 = 0;
    int inside50 = 0;
    for (int person = 0; person < people; person++) {
      Simulated simulated = new Simulated(random);
      A1cForecast next =
          new A1cModel(simulated.worn(), Map.of(END.minusDays(90), simulated.laboratory(89)))
              .on(END.plusDays(1));
      double found = simulated.laboratory(-1);
      if (found >= next.low80() && found <= next.high80()) {
        inside80++;
      }
      if (found >= next.low50() && found <= next.high50()) {
        inside50++;
      }
    }
    assertThat(100.0 * inside80 / people).isBetween(74.0, 96.0);
    assertThat(100.0 * inside50 / people).isBetween(42.0, 80.0);
  }

  /** One simulated person; days count backwards from the end. */
  private static final class Simulated {
    private final Random random;
    private final double[] means = new double[400];
    private final double gap;
    private final int wornDays;

    Simulated(Random random) {
      this.random = random;
      double level = 110 + 110 * random.nextDouble();
      int step = 10 + random.nextInt(120);
      double height = random.nextBoolean() ? 0 : -60 + 90 * random.nextDouble();
      double drift = 0.15 * random.nextGaussian();
      for (int day = 0; day < means.length; day++) {
        double change = day < step ? height : 0;
        means[day] =
            Math.max(70, level + change - drift * Math.min(day, 120) + 18 * random.nextGaussian());
      }
      gap = 0.45 * random.nextGaussian();
      wornDays = random.nextBoolean() ? 14 : 80;
    }

    NavigableMap<LocalDate, Double> worn() {
      return days(wornDays, day -> means[day]);
    }

    /** What a laboratory finds in blood taken {@code back} days before the end. */
    double laboratory(int back) {
      double sum = 0;
      double weights = 0;
      for (int day = back + 1; day < means.length; day++) {
        double weight = Math.exp(-(day - back - 1) / 50.0);
        sum += weight * means[day];
        weights += weight;
      }
      return GlucoseEstimates.gmi(sum / weights) + gap + 0.15 * random.nextGaussian();
    }
  }

  private static NavigableMap<LocalDate, Double> days(int count, IntToDoubleFunction mean) {
    NavigableMap<LocalDate, Double> days = new TreeMap<>();
    for (int day = 0; day < count; day++) {
      days.put(END.minusDays(day), mean.applyAsDouble(day));
    }
    return days;
  }
}
