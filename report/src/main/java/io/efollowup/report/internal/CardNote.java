package io.efollowup.report.internal;

import java.util.List;

/** Small print at the foot of a card, on as many lines as it needs. */
final class CardNote {
  private static final float STEP = 9;
  private static final float ABOVE = 4;

  private final Canvas canvas;
  private final String text;

  CardNote(Canvas canvas, String text) {
    this.canvas = canvas;
    this.text = text;
  }

  /** Height inside a card that is this wide inside. */
  float height(float width) {
    return ABOVE + lines(width).size() * STEP;
  }

  /** Writes it at the foot of the room inside a card. */
  void draw(Box inner) {
    List<String> lines = lines(inner.width());
    float base = inner.bottom() + 1 - (lines.size() - 1) * STEP;
    canvas.paragraph(() -> TextLines.write(canvas, lines, Type.SMALL, inner.x(), base, STEP));
  }

  private List<String> lines(float width) {
    return TextLines.of(canvas, text, Type.SMALL, width);
  }
}
