package io.efollowup.report.internal;

import io.efollowup.insight.NinetyDayAnalysis;
import io.efollowup.insight.SpanFigures;
import io.efollowup.insight.Sufficiency;
import io.efollowup.report.ReportOptions;
import java.io.IOException;
import java.io.OutputStream;

/** Lays a ninety-day report out on two pages. */
public final class NinetyDayDocument {
  private static final float GAP = 10;
  private static final int PAGES = 2;
  private static final float LARGEST_CHART = 360;

  private final Programme programme;
  private final Words words;

  private NinetyDayDocument(Programme programme) {
    this.programme = programme;
    this.words = programme.words();
  }

  /** Writes the report as PDF. The stream stays open. */
  public static void write(
      NinetyDayAnalysis analysis, ReportOptions options, FontSet fonts, OutputStream out)
      throws IOException {
    NinetyDayDocument document = new NinetyDayDocument(Programme.of(analysis, options));
    Sheets.write(document.heading(), fonts, out, document::pages);
  }

  private Heading heading() {
    SpanFigures figures = programme.analysis().figures();
    return new Heading(
        words.say("ninety.title", figures.days().days()),
        words.period(figures.days()),
        notice(figures),
        !figures.isEnough(),
        programme.analysis().zone(),
        programme.options(),
        words,
        programme.numbers());
  }

  private String notice(SpanFigures figures) {
    if (figures.shares().total() == 0) {
      return words.say("sufficiency.nothing");
    }
    String key =
        figures.coveragePercent() >= Sufficiency.ACTIVE_PERCENT_NEEDED
            ? "ninety.enough"
            : "ninety.sparse";
    return words.say(
        key,
        figures.sensorDays(),
        figures.days().days(),
        programme.numbers().percent(Math.rint(figures.coveragePercent())));
  }

  private void pages(Sheets sheets) {
    Heading heading = heading();
    try (Canvas canvas = sheets.next()) {
      PageFrame frame = new PageFrame(canvas, heading);
      first(canvas, frame.first());
      frame.footer(1, PAGES);
    }
    try (Canvas canvas = sheets.next()) {
      PageFrame frame = new PageFrame(canvas, heading);
      second(canvas, frame.following());
      frame.footer(2, PAGES);
    }
  }

  private void first(Canvas canvas, Box room) {
    A1cCard figures = new A1cCard(canvas, programme);
    GoalsCard goals = new GoalsCard(canvas, programme);
    float top = figures.height(room.width());
    float bottom = goals.height();
    float chart = Math.min(LARGEST_CHART, room.height() - top - bottom - 2 * GAP);
    figures.draw(new Box(room.x(), room.y(), room.width(), top));
    float y = room.y() + top + GAP;
    new A1cChart(canvas, programme).draw(new Box(room.x(), y, room.width(), chart));
    goals.draw(new Box(room.x(), y + chart + GAP, room.width(), bottom));
  }

  private void second(Canvas canvas, Box room) {
    WeeksCard weeks = new WeeksCard(canvas, programme);
    ComparisonCard before = new ComparisonCard(canvas, programme);
    float y = room.y() + GAP;
    weeks.draw(new Box(room.x(), y, room.width(), weeks.height()));
    y += weeks.height() + GAP;
    before.draw(new Box(room.x(), y, room.width(), before.height()));
    y += before.height() + GAP;
    String method = words.say("ninety.method");
    float text = Wrapped.height(canvas, method, Type.SMALL, room.width() - 2 * Card.PADDING);
    Box card = new Box(room.x(), y, room.width(), 2 * Card.PADDING + 16 + text);
    Box inner = Card.draw(canvas, card, words.say("ninety.method.title"));
    Wrapped.draw(
        canvas, new Box(inner.x(), inner.y() - 4, inner.width(), text), method, Type.SMALL);
  }
}
