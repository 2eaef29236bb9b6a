package io.efollowup.report.internal;

/** A framed part of a page with its heading. */
final class Card {
  static final float PADDING = 12;
  private static final float HEADING_HEIGHT = 18;

  private Card() {}

  /** Draws frame and heading and returns the room that is left. */
  static Box draw(Canvas canvas, Box box, String heading) {
    canvas.frame(box, Ink.LINE, 0.8f);
    canvas.text(box.x() + PADDING, box.y() + PADDING + 7, heading, Type.HEADING);
    return box.inset(PADDING, PADDING + HEADING_HEIGHT, PADDING, PADDING);
  }

  /** Height of a card around this much room. */
  static float around(float inner) {
    return inner + 2 * PADDING + HEADING_HEIGHT;
  }

  /** Width inside a card. */
  static float inside(float width) {
    return width - 2 * PADDING;
  }
}
