package io.efollowup.report;

import io.efollowup.glucose.CareEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** Days on which much is logged. */
final class BusyDay {
  private static final OptionalDouble NONE = OptionalDouble.empty();
  private static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);
  private static final String[][] BREAKFASTS = {
    {"rice-porridge", "egg-boiled"}, {"steamed-bun", "soy-milk"}, {"oatmeal", "milk", "banana"}
  };

  private BusyDay() {}

  static double mmol(double hour) {
    int day = (int) (hour / 24);
    double clock = hour % 24;
    double value = 6.4 + 0.4 * Math.sin(hour / 24 * 2 * Math.PI);
    value += rise(clock, 7, 4 + day % 3) + rise(clock, 12.2, 5) + rise(clock, 18.5, 3);
    value -= day % 2 == 0 ? rise(clock, 15.5, 1.5) : 0;
    value -= day % 3 == 1 ? rise(clock, 1.5, 3.9) : 0;
    boolean pressed = day % 7 == 5 && clock > 3.5 && clock < 4;
    return Math.round((pressed ? value - 3.4 : value) * 10) / 10.0;
  }

  private static double rise(double hour, double start, double height) {
    double since = hour - start;
    if (since <= 0 || since >= 3) {
      return 0;
    }
    return since <= 1 ? height * since : height * (3 - since) / 2;
  }

  static List<CareEvent> events(int days) {
    List<CareEvent> events = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      double midnight = 24.0 * day;
      events.add(meal(midnight + 7, 45, BREAKFASTS[day % 3]));
      events.add(meal(midnight + 12.2, 70, "rice-cooked", "pork-braised", "bok-choy"));
      events.add(meal(midnight + 18.5, 60, "dumplings"));
      events.add(insulin(midnight + 6.9, CareEvent.InsulinAction.RAPID));
      events.add(insulin(midnight + 22, CareEvent.InsulinAction.LONG));
      events.add(
          new CareEvent.Medication(
              id(midnight),
              at(midnight + 7),
              OFFSET,
              "metformin",
              Optional.of("A10BA02"),
              OptionalDouble.of(500),
              Optional.of("mg")));
      if (day % 2 == 0) {
        events.add(
            new CareEvent.Exercise(id(midnight), at(midnight + 15.5), OFFSET, 40, NONE, "walking"));
      }
    }
    return events;
  }

  private static CareEvent meal(double hours, double carbs, String... foods) {
    return new CareEvent.Meal(
        id(hours), at(hours), OFFSET, OptionalDouble.of(carbs), NONE, NONE, NONE, List.of(foods));
  }

  private static CareEvent insulin(double hours, CareEvent.InsulinAction action) {
    return new CareEvent.Insulin(id(hours), at(hours), OFFSET, 5.5, action);
  }

  private static UUID id(double hours) {
    return new UUID(3, Double.doubleToLongBits(hours));
  }

  private static Instant at(double hours) {
    return SampleAnalyses.MONDAY
        .atStartOfDay(SampleAnalyses.ZONE)
        .toInstant()
        .plusSeconds(Math.round(hours * 3600));
  }
}
