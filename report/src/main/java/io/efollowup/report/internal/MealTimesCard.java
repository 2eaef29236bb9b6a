package io.efollowup.report.internal;

import io.efollowup.insight.Circumstance;
import io.efollowup.insight.Excursion;
import io.efollowup.insight.MealTimeResponse;
import io.efollowup.insight.ResponseFigures;
import io.efollowup.insight.ReviewedMeal;
import java.util.ArrayList;
import java.util.List;

/** What glucose did after meals, by time of day: all curves from their own beginning. */
final class MealTimesCard implements FlowCard {
  private static final float PLOT = 104;
  private static final float LEGEND = 34;
  private static final float NOTE_STEP = 9;
  private static final double HOURS = 3;

  private final Canvas canvas;
  private final Report report;
  private final Words words;
  private final TalkWords talk;

  MealTimesCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
    this.talk = new TalkWords(report);
  }

  @Override
  public float height(float width) {
    float panels = isAnyCompared() ? NOTE_STEP + 6 + PLOT + LEGEND : NOTE_STEP + 6;
    return Card.around(panels + note().height(Card.inside(width)));
  }

  @Override
  public void draw(Box card) {
    Box inner = Card.draw(canvas, card, words.say("meals"));
    String unit = report.options().unit().symbol();
    canvas.text(inner.right(), card.y() + Card.PADDING + 7, unit, Type.NOTE, Canvas.Align.RIGHT);
    if (isAnyCompared()) {
      panels(inner);
    } else {
      canvas.text(inner.x(), inner.y() + 6, words.say("meals.none-compared"), Type.BODY);
    }
    note().draw(inner);
  }

  private void panels(Box inner) {
    canvas.text(inner.x(), inner.y() + 3, words.say("meals.note"), Type.SMALL);
    List<MealTimeResponse> times = report.findings().meals().times();
    float width = inner.width() / Math.max(3, times.size());
    for (int i = 0; i < times.size(); i++) {
      float x = inner.x() + i * width;
      panel(new Box(x, inner.y() + NOTE_STEP + 6, width - 12, PLOT + LEGEND), times.get(i));
    }
  }

  private boolean isAnyCompared() {
    return !report.findings().meals().ranked().isEmpty();
  }

  private void panel(Box box, MealTimeResponse time) {
    Box plot = new Box(box.x() + 24, box.y() + 14, box.width() - 24, PLOT - 26);
    canvas.text(box.x(), box.y() + 6, talk.mealTime(time.time()), Type.STRONG);
    String n = words.say("meals.compared", time.compared().size(), time.meals());
    canvas.text(box.right(), box.y() + 6, n, Type.SMALL, Canvas.Align.RIGHT);
    canvas.figure(
        plot, words.say("meals.alt", talk.mealTime(time.time())), () -> chart(plot, time));
    legend(new Box(box.x(), box.y() + PLOT, box.width(), LEGEND), time);
  }

  private void chart(Box plot, MealTimeResponse time) {
    ground(plot);
    canvas.clipped(
        new Box(plot.x(), plot.y() - 2, plot.width(), plot.height() + 4),
        () -> {
          time.compared().forEach(meal -> curve(plot, meal));
          time.figures().ifPresent(figures -> cross(plot, figures));
        });
  }

  /** Changes from 60 mg/dL below the beginning, further up where the meals go further. */
  private double top() {
    double highest =
        report.findings().meals().ranked().stream()
            .mapToDouble(meal -> meal.excursion().orElseThrow().riseMgdl())
            .max()
            .orElse(0);
    return Math.max(120, Math.ceil(highest / 40) * 40);
  }

  private static final double BOTTOM = -60;

  private float y(Box plot, double changeMgdl) {
    double share = (Math.max(BOTTOM, changeMgdl) - BOTTOM) / (top() - BOTTOM);
    return (float) (plot.bottom() - share * plot.height());
  }

  private static float x(Box plot, double minutes) {
    return (float) (plot.x() + minutes / (60 * HOURS) * plot.width());
  }

  private void ground(Box plot) {
    for (int hour = 0; hour <= HOURS; hour++) {
      float x = x(plot, 60.0 * hour);
      canvas.line(x, plot.y(), x, plot.bottom(), Ink.LINE, 0.4f);
      String label = words.say("meals.hours", hour);
      canvas.text(x, plot.bottom() + 8, label, Type.TICK, Canvas.Align.CENTRE);
    }
    double step = report.numbers().isMmol() ? 2 * 18.01559 : 40;
    for (double change = 0; change <= top() + 1; change += step) {
      float y = y(plot, change);
      canvas.line(
          plot.x(),
          y,
          plot.right(),
          y,
          change == 0 ? Ink.FAINT : Ink.LINE,
          change == 0 ? 0.6f : 0.4f);
      String label = report.numbers().wholeChange(change);
      canvas.text(plot.x() - 3, y + 2.3f, label, Type.TICK, Canvas.Align.RIGHT);
    }
  }

  private void curve(Box plot, ReviewedMeal meal) {
    List<Excursion.Step> steps = meal.excursion().orElseThrow().curve();
    float[] xs = new float[steps.size()];
    float[] ys = new float[steps.size()];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = x(plot, steps.get(i).minutes());
      ys[i] = y(plot, steps.get(i).changeMgdl());
    }
    canvas.polyline(xs, ys, xs.length, Ink.BAND_INNER, 0.8f);
  }

  /** The middle peak, with its spread. */
  private void cross(Box plot, ResponseFigures figures) {
    float x = x(plot, figures.medianTimeToPeak().toMinutes());
    if (figures.n() > 1) {
      canvas.line(
          x, y(plot, figures.leastRiseMgdl()), x, y(plot, figures.greatestRiseMgdl()), Ink.TEXT, 1);
    }
    canvas.dot(x, y(plot, figures.medianRiseMgdl()), 3, Ink.WHITE);
    canvas.dot(x, y(plot, figures.medianRiseMgdl()), 2.3f, Ink.TEXT);
  }

  private void legend(Box box, MealTimeResponse time) {
    if (time.figures().isEmpty()) {
      canvas.text(box.x(), box.y() + 9, words.say("meals.none-compared"), Type.NOTE);
      return;
    }
    ResponseFigures figures = time.figures().get();
    String rise =
        words.say(
            figures.n() > 1 ? "meals.rise" : "meals.rise.once",
            report.numbers().change(figures.medianRiseMgdl()),
            report.numbers().change(figures.leastRiseMgdl()),
            report.numbers().change(figures.greatestRiseMgdl()));
    String peak =
        words.say(
            "meals.peak",
            report.numbers().minutes(figures.medianTimeToPeak()),
            report.numbers().change(figures.medianAfterTwoHoursMgdl()));
    String area = words.say("meals.area", report.numbers().area(figures.medianAreaMgdlHours()));
    Type small = Type.SMALL.in(Ink.TEXT);
    canvas.text(box.x(), box.y() + 8, cut(rise, small.heavy(), box), small.heavy());
    canvas.text(box.x(), box.y() + 18, cut(peak, small, box), small);
    canvas.text(box.x(), box.y() + 28, cut(area + insulin(figures), small, box), small);
  }

  private String insulin(ResponseFigures figures) {
    return figures.withInsulin() == 0
        ? ""
        : words.say("separator") + words.say("meals.insulin", figures.withInsulin(), figures.n());
  }

  private String cut(String text, Type type, Box box) {
    return TextLines.cut(canvas, text, type, box.width());
  }

  private CardNote note() {
    return new CardNote(canvas, left() + words.say("meals.caution"));
  }

  /** How many meals are not compared, and why. */
  private String left() {
    List<String> reasons = new ArrayList<>();
    for (Circumstance one : Circumstance.values()) {
      int count = report.findings().meals().count(one);
      if (one.preventsComparison() && count > 0) {
        reasons.add(words.say(key(one), count));
      }
    }
    int all = report.findings().meals().responses().size();
    int compared = report.findings().meals().ranked().size();
    return reasons.isEmpty()
        ? ""
        : words.say(
            "meals.left", all - compared, all, String.join(words.say("separator.list"), reasons));
  }

  private static String key(Circumstance circumstance) {
    return switch (circumstance) {
      case NO_BASELINE -> "meals.left.baseline";
      case GAPS -> "meals.left.gaps";
      case BEYOND_SENSOR -> "meals.left.sensor";
      case PREVIOUS_MEAL -> "meals.left.previous";
      case NEXT_MEAL -> "meals.left.next";
      case LOW_BEFORE -> "meals.left.low";
      case INSULIN -> "meals.left.insulin";
      case EXERCISE -> "meals.left.exercise";
    };
  }
}
