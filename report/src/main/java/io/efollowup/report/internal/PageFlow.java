package io.efollowup.report.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Plans cards onto pages before any is drawn: one under the other, on the next page where one does
 * not fit.
 */
final class PageFlow {
  private static final float GAP = 10;
  private static final float HARDLY_USED = 0.45f;

  /** A card with its place. */
  record Placed(FlowCard.Maker maker, int page, float top, float height) {}

  private final Canvas measure;
  private final Report report;
  private final Box room;
  private final List<Placed> placed = new ArrayList<>();
  private int page;
  private float used;

  /**
   * Begins on a new page.
   *
   * @param measure a page with the same fonts, to measure text with
   * @param room the room of every page
   * @param firstPage number of the first page
   */
  PageFlow(Canvas measure, Report report, Box room, int firstPage) {
    this.measure = measure;
    this.report = report;
    this.room = room;
    this.page = firstPage;
  }

  /** Places a card and returns its page. */
  int add(FlowCard.Maker maker) {
    float height = maker.on(measure, report).height(room.width());
    if (used > 0 && used + height > room.height()) {
      breakPage();
    }
    placed.add(new Placed(maker, page, room.y() + used, height));
    used += height + GAP;
    return page;
  }

  /** Begins a new page for a new subject, unless this one is hardly used. */
  void beginSubject() {
    if (used > HARDLY_USED * room.height()) {
      breakPage();
    }
  }

  private void breakPage() {
    if (used > 0) {
      page++;
      used = 0;
    }
  }

  /** Number of the last page that has a card. */
  int lastPage() {
    return placed.isEmpty() ? page - 1 : placed.getLast().page();
  }

  /** Draws the cards of a page. */
  void draw(Canvas canvas, int wanted) {
    for (Placed one : placed) {
      if (one.page() == wanted) {
        one.maker()
            .on(canvas, report)
            .draw(new Box(room.x(), one.top(), room.width(), one.height()));
      }
    }
  }
}
