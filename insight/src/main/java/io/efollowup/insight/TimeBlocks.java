package io.efollowup.insight;

import io.efollowup.glucose.GlucoseTrace;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cuts a wear into the parts of its days. */
final class TimeBlocks {
  private static final LocalTime SIX = LocalTime.of(6, 0);
  private static final LocalTime SEVEN = LocalTime.of(7, 0);
  private static final LocalTime NOON = LocalTime.NOON;
  private static final LocalTime EVENING = LocalTime.of(18, 0);
  private static final Duration AFTER_MEAL = Duration.ofHours(3);

  private final Wear wear;
  private final List<MealOccasion> meals;

  /** From one moment to before another. */
  record Span(Instant from, Instant to, boolean assumed) {}

  private TimeBlocks(Wear wear, List<MealOccasion> meals) {
    this.wear = wear;
    this.meals = meals.stream().filter(meal -> !meal.isNegligible()).toList();
  }

  /** The parts of the day; those after meals only where such meals were logged. */
  static List<TimeBlock> of(Wear wear, List<MealOccasion> meals) {
    TimeBlocks blocks = new TimeBlocks(wear, meals);
    List<TimeBlock> all = new ArrayList<>();
    for (TimeBlock.Kind kind : TimeBlock.Kind.values()) {
      List<Span> spans = blocks.spans(kind);
      if (!spans.isEmpty()) {
        all.add(blocks.block(kind, spans));
      }
    }
    return all;
  }

  /** The hours before a day's first meal. */
  static Span fasting(Wear wear, List<MealOccasion> meals, LocalDate day) {
    Optional<Instant> meal =
        meals.stream()
            .filter(one -> one.time() == MealTime.MORNING && !one.isNegligible())
            .map(MealOccasion::at)
            .filter(at -> wear.dayOf(at).equals(day))
            .findFirst();
    Instant six = wear.at(day, SIX);
    return meal.map(at -> new Span(earlier(six, at.minus(Duration.ofHours(1))), at, false))
        .orElseGet(() -> new Span(six, wear.at(day, SEVEN), true));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private List<Span> spans(TimeBlock.Kind kind) {
    return switch (kind) {
      case NIGHT -> daily(day -> span(day, LocalTime.MIDNIGHT, SIX));
      case FASTING -> daily(day -> fasting(wear, meals, day));
      case FORENOON -> daily(day -> span(day, SIX, NOON));
      case AFTERNOON -> daily(day -> span(day, NOON, EVENING));
      case EVENING ->
          daily(
              day ->
                  new Span(
                      wear.at(day, EVENING), wear.at(day.plusDays(1), LocalTime.MIDNIGHT), false));
      case AFTER_MORNING_MEAL -> after(MealTime.MORNING);
      case AFTER_MIDDAY_MEAL -> after(MealTime.MIDDAY);
      case AFTER_EVENING_MEAL -> after(MealTime.EVENING);
    };
  }

  private List<Span> daily(Function<LocalDate, Span> span) {
    return wear.days().map(span).toList();
  }

  private Span span(LocalDate day, LocalTime from, LocalTime to) {
    return new Span(wear.at(day, from), wear.at(day, to), false);
  }

  private List<Span> after(MealTime time) {
    return meals.stream()
        .filter(meal -> meal.time() == time)
        .map(meal -> new Span(meal.at(), meal.at().plus(AFTER_MEAL), false))
        .toList();
  }

  /** Readings that two meals share count once: the trace keeps a second only once. */
  private TimeBlock block(TimeBlock.Kind kind, List<Span> spans) {
    GlucoseTrace.Builder readings = new GlucoseTrace.Builder();
    int occasions = 0;
    int assumed = 0;
    for (Span span : spans) {
      GlucoseTrace part = wear.trace().between(span.from(), span.to());
      for (int i = 0; i < part.size(); i++) {
        readings.add(part.epochSecond(i), part.value(i));
      }
      occasions += part.isEmpty() ? 0 : 1;
      assumed += !part.isEmpty() && span.assumed() ? 1 : 0;
    }
    GlucoseTrace all = readings.build();
    return new TimeBlock(
        kind, occasions, assumed, Means.of(all), wear.readings().targets().shares(all));
  }
}
