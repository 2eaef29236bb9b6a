package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.CareEvent.InsulinAction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** One made-up week, analysed and written out as text; a change of any figure shows. */
class GoldenAnalysisTest {
  private static final double[] MORNING = {90, 70, 80, 95, 60, 85, 75};
  private static final double[] EVENING = {40, 55, 50, 45, 60, 35, 50};

  @Test
  void shouldFindWhatItFoundBefore() throws IOException {
    assertThat(FindingsText.of(week().findings())).isEqualToNormalizingNewlines(golden());
  }

  static WearBuilder week() {
    WearBuilder wear = new WearBuilder().days(7).mgdl(3, GoldenAnalysisTest::glucose);
    String[][] breakfasts = {{"rice-porridge", "egg-boiled"}, {"steamed-bun", "soy-milk"}};
    for (int day = 0; day < 7; day++) {
      double midnight = 24.0 * day;
      wear.insulin(midnight + 6.9, InsulinAction.RAPID).meal(midnight + 7, 45, breakfasts[day % 2]);
      wear.meal(midnight + 18, 60, "rice-cooked", day % 3 == 0 ? "pork" : "tofu");
      wear.medicine(midnight + 7);
      if (day % 2 == 0) {
        wear.exercise(midnight + 14, 40);
      }
    }
    return wear.meal(24 + 8.2, 15, "apple");
  }

  private static double glucose(double hour) {
    int day = (int) (hour / 24);
    double clock = hour % 24;
    double value = 110 + 6 * Math.sin(hour / 24 * 2 * Math.PI);
    value += WearBuilder.triangle(clock, 7, MORNING[day]);
    value += WearBuilder.triangle(clock, 18, EVENING[day]);
    value -= day % 2 == 0 ? WearBuilder.triangle(clock, 14, 25 + day) : 0;
    boolean slowLow = day == 2 && clock > 1.5 && clock < 4.5;
    value -= slowLow ? WearBuilder.triangle(clock, 1.5, 62) : 0;
    boolean pressed = day == 5 && clock > 3.5 && clock < 4;
    return pressed ? value - 60 : value;
  }

  private static String golden() throws IOException {
    try (InputStream in = GoldenAnalysisTest.class.getResourceAsStream("golden-week.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
