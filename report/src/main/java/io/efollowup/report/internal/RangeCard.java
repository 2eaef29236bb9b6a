package io.efollowup.report.internal;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.metrics.RangeShares;
import io.efollowup.insight.RangeGoal;
import io.efollowup.insight.Targets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Time in ranges: a vertical bar from very low to very high, its figures beside it. */
final class RangeCard {
  private static final float BAR_WIDTH = 26;
  private static final float LEADER = 16;
  private static final float LEAST_HEIGHT = 3;
  private static final float NOTE_HEIGHT = 14;
  private static final double ROUNDING = 1e-9;

  private final Canvas canvas;
  private final Report report;
  private final Words words;
  private final List<GlucoseZone> zones;

  RangeCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
    this.zones = report.targets().zones();
  }

  void draw(Box card) {
    draw(card, false);
  }

  /** Draws the card with a sentence on what a percent is. */
  void drawExplained(Box card) {
    draw(card, report.targets().hasGoals());
  }

  private void draw(Box card, boolean explained) {
    Box inner = Card.draw(canvas, card, words.say("ranges"));
    boolean goals = report.targets().hasGoals();
    Box body = inner.inset(0, 6, 0, explained ? NOTE_HEIGHT + 9 : NOTE_HEIGHT);
    Box bar = new Box(body.x(), body.y(), BAR_WIDTH, body.height());
    float[] centres = drawBar(bar);
    canvas.table(() -> drawTable(inner, body, bar, centres, goals));
    String note = words.say("goals.note." + report.targets().group().code());
    if (explained) {
      canvas.text(inner.x(), inner.bottom() - 8, words.say("goals.meaning"), Type.SMALL);
    }
    canvas.text(inner.x(), inner.bottom() + 1, note, Type.SMALL);
  }

  private void drawTable(Box inner, Box body, Box bar, float[] centres, boolean goals) {
    canvas.row(() -> drawHeader(inner, goals));
    Map<GlucoseZone, Double> shown = report.analysis().shares().shown();
    float step = body.height() / zones.size();
    for (GlucoseZone zone : zones.reversed()) {
      float y = body.bottom() - (zones.indexOf(zone) + 0.5f) * step;
      if (report.analysis().shares().count(zone) > 0) {
        drawLeader(bar, centres[zone.ordinal()], y);
      }
      canvas.row(() -> drawRow(body, y, zone, shown.get(zone), goals));
    }
  }

  private float[] drawBar(Box bar) {
    float[] heights = heights(bar.height());
    float[] centres = new float[GlucoseZone.values().length];
    float bottom = bar.bottom();
    for (GlucoseZone zone : zones) {
      float height = heights[zone.ordinal()];
      if (height == 0) {
        // A fill without height still prints as a hairline.
        continue;
      }
      canvas.fill(new Box(bar.x(), bottom - height, bar.width(), height), Ink.of(zone));
      centres[zone.ordinal()] = bottom - height / 2;
      bottom -= height;
      if (zone != zones.getLast()) {
        canvas.line(bar.x(), bottom, bar.right(), bottom, Ink.WHITE, 0.8f);
      }
    }
    if (report.analysis().shares().total() == 0) {
      canvas.frame(bar, Ink.LINE, 0.8f);
    }
    return centres;
  }

  /** Heights that fill the bar, none that has a reading too thin to see. */
  private float[] heights(float total) {
    float[] heights = new float[GlucoseZone.values().length];
    float sum = 0;
    for (GlucoseZone zone : zones) {
      boolean any = report.analysis().shares().count(zone) > 0;
      float exact = (float) (report.analysis().shares().percent(zone) / 100 * total);
      heights[zone.ordinal()] = any ? Math.max(LEAST_HEIGHT, exact) : 0;
      sum += heights[zone.ordinal()];
    }
    for (int i = 0; i < heights.length && sum > 0; i++) {
      heights[i] *= total / sum;
    }
    return heights;
  }

  private void drawLeader(Box bar, float from, float to) {
    float x = bar.right() + 2;
    float[] xs = {x, x + 4, x + LEADER - 4, x + LEADER};
    float[] ys = {from, from, to, to};
    canvas.polyline(xs, ys, 4, Ink.LINE, 0.8f);
  }

  private void drawHeader(Box inner, boolean goals) {
    float y = inner.y() - 2;
    Box columns = columns(inner);
    header(share(columns), y, "ranges.column.share", Canvas.Align.RIGHT);
    if (speaksOfDays()) {
      header(time(columns), y, "ranges.column.time", Canvas.Align.RIGHT);
    }
    if (goals) {
      header(goal(columns), y, "ranges.column.goal", Canvas.Align.LEFT);
    }
  }

  private void header(float x, float y, String key, Canvas.Align align) {
    canvas.columnHeader(() -> canvas.text(x, y, words.say(key), Type.SMALL, align));
  }

  private void drawRow(Box body, float y, GlucoseZone zone, double percent, boolean goals) {
    Box columns = columns(body);
    boolean target = zone == GlucoseZone.TARGET;
    canvas.rowHeader(
        () -> {
          canvas.text(columns.x(), y - 1, name(zone), target ? Type.STRONG : Type.BODY);
          canvas.text(columns.x(), y + 8, limits(zone), Type.SMALL);
        });
    boolean known = report.analysis().shares().total() > 0;
    String share = known ? report.numbers().shownPercent(percent) : words.say("none");
    Type type = new Type(target ? 14 : 10.5f, true, Ink.TEXT);
    canvas.cell(() -> canvas.text(share(columns), y + 4, share, type, Canvas.Align.RIGHT));
    if (speaksOfDays()) {
      canvas.cell(
          () -> canvas.text(time(columns), y + 3.5f, perDay(zone), Type.NOTE, Canvas.Align.RIGHT));
    }
    if (goals) {
      canvas.cell(() -> drawGoal(goal(columns), y, zone));
    }
  }

  /** Whether the share can be told as time in a day: not from less than a day. */
  private boolean speaksOfDays() {
    return switch (report.analysis().sufficiency().level()) {
      case NOTHING, TOO_SHORT -> false;
      case SPARSE, ENOUGH -> true;
    };
  }

  private String perDay(GlucoseZone zone) {
    double day = Duration.ofDays(1).toSeconds();
    double share = report.analysis().shares().percent(zone) / 100;
    return report.numbers().duration(Duration.ofSeconds(Math.round(share * day)));
  }

  /** The zone's goal and whether it is met; nothing where it has none of its own. */
  private void drawGoal(float x, float y, GlucoseZone zone) {
    Optional<RangeGoal> goal = report.targets().goal(zone);
    if (goal.isEmpty()) {
      return;
    }
    String limit = new Goals(report.numbers(), words).limit(goal.get());
    canvas.text(x, y - 0.5f, words.say(goalKey(zone), limit), Type.NOTE.in(Ink.TEXT));
    // Goals are for whole days.
    if (speaksOfDays()) {
      canvas.text(x, y + 8, state(zone, goal.get()), Type.SMALL);
    }
  }

  private String state(GlucoseZone zone, RangeGoal goal) {
    RangeShares shares = report.analysis().shares();
    double exact = Targets.percentForGoal(shares, zone);
    String state = words.say(goal.isMetBy(exact) ? "goal.met" : "goal.missed");
    String shown = report.numbers().share(shares, zone, goal);
    boolean told =
        goalKey(zone).equals("goal.alone") && shown.equals(report.numbers().share(shares, zone));
    return told ? state : words.say("goal.together", shown, state);
  }

  /** The goals of low and high speak of the outermost zone too, where there is one. */
  private String goalKey(GlucoseZone zone) {
    return switch (zone) {
      case LOW -> "goal.low";
      case HIGH -> zones.contains(GlucoseZone.VERY_HIGH) ? "goal.high" : "goal.alone";
      case VERY_LOW, TARGET, VERY_HIGH -> "goal.alone";
    };
  }

  private String name(GlucoseZone zone) {
    return words.say("range." + code(zone));
  }

  private String limits(GlucoseZone zone) {
    GlucoseThresholds.Limits limits = report.limits();
    return switch (zone) {
      case VERY_HIGH -> words.say("range.above", number(limits.veryHigh()));
      case HIGH ->
          zones.contains(GlucoseZone.VERY_HIGH)
              ? between(limits.high() + step(), limits.veryHigh())
              : words.say("range.above", number(limits.high()));
      case TARGET -> between(limits.low(), limits.high());
      case LOW -> between(limits.veryLow(), limits.low() - step());
      case VERY_LOW -> words.say("range.below", number(limits.veryLow()));
    };
  }

  /** Where two limits are one and the same, nothing lies between them. */
  private String between(double from, double to) {
    return from - to > ROUNDING ? "–" : words.say("range.between", number(from), number(to));
  }

  private double step() {
    return switch (report.options().unit()) {
      case MG_DL -> 1;
      case MMOL_L -> 0.1;
    };
  }

  private String number(double value) {
    return report.numbers().limit(value);
  }

  private static String code(GlucoseZone zone) {
    return switch (zone) {
      case VERY_LOW -> "very-low";
      case LOW -> "low";
      case TARGET -> "target";
      case HIGH -> "high";
      case VERY_HIGH -> "very-high";
    };
  }

  private static Box columns(Box body) {
    return body.inset(BAR_WIDTH + LEADER + 8, 0, 0, 0);
  }

  private static float share(Box columns) {
    return columns.x() + 98;
  }

  private static float time(Box columns) {
    return columns.x() + 158;
  }

  private static float goal(Box columns) {
    return columns.x() + 172;
  }
}
