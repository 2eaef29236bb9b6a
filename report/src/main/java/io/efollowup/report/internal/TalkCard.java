package io.efollowup.report.internal;

import io.efollowup.insight.TalkingPoint;
import java.util.List;

/** What to talk about at the visit: what was seen, in words, with its figure and its page. */
final class TalkCard {
  private static final float STEP = 10.5f;
  private static final float APART = 3.5f;
  private static final float MARK = 14;
  private static final float HEAD_SHARE = 0.29f;
  private static final float PAGE_WIDTH = 44;

  private final Canvas canvas;
  private final Report report;
  private final Words words;
  private final TalkWords talk;

  TalkCard(Canvas canvas, Report report) {
    this.canvas = canvas;
    this.report = report;
    this.words = report.words();
    this.talk = new TalkWords(report);
  }

  float height(float width) {
    float points = 0;
    for (TalkingPoint point : points()) {
      points += rowHeight(point, Card.inside(width));
    }
    return Card.around(Math.max(STEP, points) + note().height(Card.inside(width)));
  }

  private CardNote note() {
    return new CardNote(canvas, words.say("talk.note"));
  }

  private List<TalkingPoint> points() {
    return report.findings().talkingPoints();
  }

  private float rowHeight(TalkingPoint point, float width) {
    int lines = Math.max(heads(point, width).size(), details(point, width).size());
    return lines * STEP + APART;
  }

  private List<String> heads(TalkingPoint point, float width) {
    return TextLines.of(canvas, talk.head(point), Type.STRONG, width * HEAD_SHARE - MARK - 6);
  }

  private List<String> details(TalkingPoint point, float width) {
    float room = width * (1 - HEAD_SHARE) - PAGE_WIDTH;
    return TextLines.of(canvas, talk.detail(point), Type.BODY, room);
  }

  void draw(Box card, Places places) {
    Box inner = Card.draw(canvas, card, words.say("talk"));
    float y = inner.y() + 4;
    if (points().isEmpty()) {
      canvas.text(inner.x(), y + 4, words.say("talk.none"), Type.BODY);
    }
    for (TalkingPoint point : points()) {
      float base = y + 4;
      canvas.fill(new Box(inner.x(), base - 7, 3, 8.5f), ink(point));
      canvas.paragraph(() -> row(inner, base, point, places));
      y += rowHeight(point, inner.width());
    }
    note().draw(inner);
  }

  private void row(Box inner, float base, TalkingPoint point, Places places) {
    int number = points().indexOf(point) + 1;
    canvas.text(inner.x() + 6, base, Integer.toString(number), Type.STRONG);
    TextLines.write(canvas, heads(point, inner.width()), Type.STRONG, inner.x() + MARK, base, STEP);
    float left = inner.x() + inner.width() * HEAD_SHARE;
    TextLines.write(canvas, details(point, inner.width()), Type.BODY, left, base, STEP);
    places
        .page(point.place())
        .ifPresent(
            page ->
                canvas.text(
                    inner.right(),
                    base,
                    words.say("talk.see", page),
                    Type.NOTE,
                    Canvas.Align.RIGHT));
  }

  private static Ink ink(TalkingPoint point) {
    return switch (point) {
      case TalkingPoint.VeryLow ignored -> Ink.VERY_LOW;
      case TalkingPoint.BelowTarget ignored -> Ink.LOW;
      case TalkingPoint.LowNights ignored -> Ink.LOW;
      case TalkingPoint.UnnoticedLows ignored -> Ink.LOW;
      case TalkingPoint.SuspectLows ignored -> Ink.FAINT;
      case TalkingPoint.VeryHigh ignored -> Ink.VERY_HIGH;
      case TalkingPoint.AboveTarget ignored -> Ink.HIGH;
      case TalkingPoint.HighNights ignored -> Ink.HIGH;
      case TalkingPoint.MealRise ignored -> Ink.HIGH;
      case TalkingPoint.MorningRise ignored -> Ink.HIGH;
      case TalkingPoint.Variability ignored -> Ink.FAINT;
      case TalkingPoint.MissingReadings ignored -> Ink.FAINT;
      case TalkingPoint.HighAverage ignored -> Ink.HIGH;
      case TalkingPoint.ShortInTarget ignored -> Ink.FAINT;
      case TalkingPoint.NothingStandsOut ignored -> Ink.TARGET;
    };
  }
}
