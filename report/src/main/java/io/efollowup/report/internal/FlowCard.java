package io.efollowup.report.internal;

/** A card that knows how much room it needs, so that pages can be planned before they are drawn. */
interface FlowCard {
  /** Height for this width, in points. */
  float height(float width);

  /** Draws it into a box of that height. */
  void draw(Box box);

  /** Makes a card for the page it is drawn on. */
  @FunctionalInterface
  interface Maker {
    FlowCard on(Canvas canvas, Report report);
  }
}
