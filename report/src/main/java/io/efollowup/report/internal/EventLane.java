package io.efollowup.report.internal;

import io.efollowup.glucose.CareEvent;
import io.efollowup.insight.DayView;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Rows under a curve that share its hours, one for each kind of event that the report has: a shape
 * and its amount. An amount that would run into the one before it is left out; its shape stays.
 */
final class EventLane {
  private static final float ROW = 7.5f;
  private static final Type LABEL = new Type(6, false, Ink.MUTED);
  private static final Type AMOUNT = new Type(6, false, Ink.TEXT);

  /** The rows, from top to bottom. */
  private enum Kind {
    MEAL("lane.meal"),
    INSULIN("lane.insulin"),
    EXERCISE("lane.exercise"),
    MEDICATION("lane.medication");

    private final String key;

    Kind(String key) {
      this.key = key;
    }
  }

  private final Canvas canvas;
  private final Report report;
  private final List<Kind> rows;

  EventLane(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.rows =
        Arrays.stream(Kind.values())
            .filter(kind -> report.analysis().daily().stream().anyMatch(day -> has(day, kind)))
            .toList();
  }

  float height() {
    return rows.isEmpty() ? 0 : rows.size() * ROW + 3;
  }

  void draw(Box plot, float top, DayView day) {
    for (int i = 0; i < rows.size(); i++) {
      Kind kind = rows.get(i);
      float base = top + (i + 1) * ROW;
      canvas.text(plot.x() - 4, base, report.words().say(kind.key), LABEL, Canvas.Align.RIGHT);
      row(plot, base, day.events().stream().filter(event -> isOf(event, kind)).toList());
    }
  }

  private void row(Box plot, float base, List<CareEvent> events) {
    float free = plot.x();
    for (int i = 0; i < events.size(); i++) {
      CareEvent event = events.get(i);
      float end = shape(plot, x(plot, event), base, event);
      boolean last = i == events.size() - 1;
      float limit = last ? plot.right() + 2 : x(plot, events.get(i + 1)) - 3.5f;
      String amount = amount(event);
      float width = canvas.widthOf(amount, AMOUNT);
      float right = end + 1.5f;
      float left = x(plot, event) - 4 - width;
      if (right + width <= limit) {
        canvas.text(right, base, amount, AMOUNT);
        free = right + width + 2;
      } else {
        if (left >= free) {
          canvas.text(left, base, amount, AMOUNT);
        }
        free = end + 2;
      }
    }
  }

  private float x(Box plot, CareEvent event) {
    LocalTime time = event.at().atZone(report.analysis().zone()).toLocalTime();
    return Scale.x(time.toSecondOfDay(), plot);
  }

  private float shape(Box plot, float x, float base, CareEvent event) {
    float middle = base - 2.2f;
    return switch (event) {
      case CareEvent.Meal ignored -> {
        canvas.dot(x, middle, 2.2f, Ink.MUTED);
        yield x + 2.2f;
      }
      case CareEvent.Insulin insulin -> triangle(x, middle, insulin.action());
      case CareEvent.Exercise exercise -> {
        float length = (float) (exercise.minutes() / 1440 * plot.width());
        float end = Math.min(plot.right(), x + Math.max(2, length));
        canvas.fill(new Box(x, middle - 1.4f, end - x, 2.8f), Ink.MUTED);
        yield end;
      }
      case CareEvent.Medication ignored -> square(x, middle);
      case CareEvent.Fingerstick ignored -> x;
    };
  }

  /** Filled for insulin of a meal, premixed too, hollow for the basal one. */
  private float triangle(float x, float middle, CareEvent.InsulinAction action) {
    float[] xs = {x - 2.4f, x + 2.4f, x, x - 2.4f};
    float[] ys = {middle - 2.2f, middle - 2.2f, middle + 2.4f, middle - 2.2f};
    if (isFilled(action)) {
      canvas.polygon(xs, ys, 4, Ink.TEXT);
    } else {
      canvas.polyline(xs, ys, 4, Ink.TEXT, 0.7f);
    }
    return x + 2.4f;
  }

  /** Premixed insulin is for a meal: its fast part covers it. */
  static boolean isFilled(CareEvent.InsulinAction action) {
    return switch (action) {
      case RAPID, SHORT, MIXED -> true;
      case INTERMEDIATE, LONG -> false;
    };
  }

  private float square(float x, float middle) {
    canvas.frame(new Box(x - 1.9f, middle - 1.9f, 3.8f, 3.8f), Ink.TEXT, 0.7f);
    return x + 1.9f;
  }

  private String amount(CareEvent event) {
    return switch (event) {
      case CareEvent.Meal meal -> amount(meal.carbs());
      case CareEvent.Insulin insulin -> Numbers.amount(insulin.units());
      case CareEvent.Exercise exercise -> Numbers.amount(exercise.minutes());
      case CareEvent.Medication medication -> dose(medication);
      case CareEvent.Fingerstick ignored -> "";
    };
  }

  private String dose(CareEvent.Medication medication) {
    String name = new Terms(report).name(medication.name());
    return medication.dose().isPresent()
        ? "%s %s %s"
            .formatted(
                name, Numbers.amount(medication.dose().getAsDouble()), medication.unit().orElse(""))
            .strip()
        : name;
  }

  private static String amount(OptionalDouble amount) {
    return amount.isPresent() ? Numbers.amount(amount.getAsDouble()) : "";
  }

  private static boolean has(DayView day, Kind kind) {
    return day.events().stream().anyMatch(event -> isOf(event, kind));
  }

  private static boolean isOf(CareEvent event, Kind kind) {
    return switch (event) {
      case CareEvent.Meal ignored -> kind == Kind.MEAL;
      case CareEvent.Insulin ignored -> kind == Kind.INSULIN;
      case CareEvent.Exercise ignored -> kind == Kind.EXERCISE;
      case CareEvent.Medication ignored -> kind == Kind.MEDICATION;
      case CareEvent.Fingerstick ignored -> false;
    };
  }
}
