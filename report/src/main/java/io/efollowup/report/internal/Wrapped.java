package io.efollowup.report.internal;

import java.util.List;

/** Text over several lines. */
final class Wrapped {
  private static final float LEADING = 1.32f;

  private Wrapped() {}

  /** Writes a paragraph with its first line's top at the box's and returns its height. */
  static float draw(Canvas canvas, Box box, String text, Type type) {
    List<String> lines = lines(canvas, text, type, box.width());
    float step = type.size() * LEADING;
    canvas.paragraph(
        () -> {
          for (int i = 0; i < lines.size(); i++) {
            canvas.text(box.x(), box.y() + type.size() + i * step, lines.get(i), type);
          }
        });
    return lines.size() * step;
  }

  /** The height a paragraph takes. */
  static float height(Canvas canvas, String text, Type type, float width) {
    return lines(canvas, text, type, width).size() * type.size() * LEADING;
  }

  private static List<String> lines(Canvas canvas, String text, Type type, float width) {
    return TextLines.of(canvas, text, type, width);
  }
}
