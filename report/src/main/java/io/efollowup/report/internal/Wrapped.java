package io.efollowup.report.internal;

import java.util.List;

/** A paragraph over several lines. */
final class Wrapped {
  private static final float LEADING = 1.32f;

  private Wrapped() {}

  /** Writes a paragraph with its first line's top at the box's. */
  static void draw(Canvas canvas, Box box, String text, Type type) {
    List<String> lines = TextLines.of(canvas, text, type, box.width());
    float first = box.y() + type.size();
    canvas.paragraph(
        () -> TextLines.write(canvas, lines, type, box.x(), first, type.size() * LEADING));
  }

  /** The height a paragraph takes. */
  static float height(Canvas canvas, String text, Type type, float width) {
    return TextLines.of(canvas, text, type, width).size() * type.size() * LEADING;
  }
}
