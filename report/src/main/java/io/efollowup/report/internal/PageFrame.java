package io.efollowup.report.internal;

import java.time.ZoneOffset;

/** What every page has: margins, a header or a running title, the footer. */
final class PageFrame {
  static final float MARGIN = 36;
  private static final float FIRST_HEADER = 74;
  private static final float HEADER = 46;
  private static final float FOOTER = 34;

  private final Canvas canvas;
  private final Heading heading;
  private final Words words;

  PageFrame(Canvas canvas, Heading heading) {
    this.canvas = canvas;
    this.heading = heading;
    this.words = heading.words();
  }

  /** Draws the first page's header and returns the room below it. */
  Box first() {
    float right = canvas.width() - MARGIN;
    canvas.text(MARGIN, 46, heading.title(), Type.TITLE);
    canvas.text(
        right, 38, words.say("brand"), Type.NOTE.in(Ink.ACCENT).heavy(), Canvas.Align.RIGHT);
    canvas.text(
        right, 52, fitted(heading.options().patientLabel(), 190), Type.STRONG, Canvas.Align.RIGHT);
    canvas.text(
        right,
        64,
        words.say("created", heading.numbers().dayAndClock(heading.options().createdAt())),
        Type.NOTE,
        Canvas.Align.RIGHT);
    canvas.text(MARGIN, 62, when(), Type.BODY);
    canvas.text(MARGIN, 75, heading.notice(), noticeType());
    return room(FIRST_HEADER + 10);
  }

  /** Draws a following page's header and returns the room below it. */
  Box following() {
    canvas.decoration(this::runningHead);
    return followingRoom();
  }

  /** The room of every page but the first. */
  Box followingRoom() {
    return room(HEADER);
  }

  private void runningHead() {
    canvas.text(
        MARGIN, 34, words.say("running-title", heading.title(), heading.period()), Type.NOTE);
    canvas.text(
        canvas.width() - MARGIN,
        34,
        fitted(heading.options().patientLabel(), 190),
        Type.NOTE.heavy(),
        Canvas.Align.RIGHT);
  }

  /** Draws the footer; its sentence is read out once, on the first page. */
  void footer(int page, int pages) {
    float y = canvas.height() - 22;
    canvas.line(MARGIN, y - 10, canvas.width() - MARGIN, y - 10, Ink.LINE, 0.5f);
    Runnable sentence = () -> canvas.text(MARGIN, y, words.say("disclaimer"), Type.SMALL);
    if (page == 1) {
      sentence.run();
    } else {
      canvas.decoration(sentence);
    }
    canvas.decoration(
        () ->
            canvas.text(
                canvas.width() - MARGIN,
                y,
                words.say("page", page, pages),
                Type.SMALL,
                Canvas.Align.RIGHT));
  }

  private Box room(float header) {
    return new Box(
        MARGIN, header, canvas.width() - 2 * MARGIN, canvas.height() - header - FOOTER - 6);
  }

  private String when() {
    return heading.period() + "    " + words.say("time-zone", zone());
  }

  private String zone() {
    return heading.zone() instanceof ZoneOffset offset
        ? "UTC" + (offset.getTotalSeconds() == 0 ? "" : offset.getId())
        : heading.zone().getId();
  }

  private Type noticeType() {
    return heading.warning() ? Type.NOTE.heavy().in(Ink.VERY_HIGH) : Type.NOTE;
  }

  /** A label too long for its place, cut with an ellipsis. */
  private String fitted(String label, float width) {
    if (canvas.widthOf(label, Type.STRONG) <= width) {
      return label;
    }
    int end = label.length();
    while (end > 0 && canvas.widthOf(label.substring(0, end) + "...", Type.STRONG) > width) {
      end--;
    }
    return label.substring(0, end) + "...";
  }
}
