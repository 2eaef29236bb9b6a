package io.efollowup.report.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Breaks text into lines: between words but not between a number and its unit, and between any two
 * Chinese characters but before a mark that may not begin a line.
 */
final class TextLines {
  private static final String NOT_FIRST = "，。；：！？、）》”’%,.;:!?)";
  private static final String NOT_LAST = "（《“‘(";
  private static final String ELLIPSIS = "...";

  /** Between a number and its unit. */
  private static final Pattern BEFORE_UNIT =
      Pattern.compile("(?<=[0-9]) (?=(?:mg/dL|mmol/L|mmol/mol|min|h|g|%)(?![A-Za-z]))");

  private static final char KEPT = '\u00A0';

  private TextLines() {}

  static List<String> of(Canvas canvas, String text, Type type, float width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    float used = 0;
    for (String kept : pieces(BEFORE_UNIT.matcher(text).replaceAll("" + KEPT))) {
      String piece = kept.replace(KEPT, ' ');
      boolean full = used + canvas.widthOf(piece.stripTrailing(), type) > width;
      if (full && !line.isEmpty()) {
        lines.add(line.toString().strip());
        line.setLength(0);
        used = 0;
      }
      String fitted = line.isEmpty() ? piece.stripLeading() : piece;
      line.append(fitted);
      used += canvas.widthOf(fitted, type);
    }
    if (!line.toString().isBlank()) {
      lines.add(line.toString().strip());
    }
    return lines;
  }

  /** Writes lines downward from the first base line and returns the base line of the last. */
  static float write(Canvas canvas, List<String> lines, Type type, float x, float y, float step) {
    float base = y - step;
    for (String line : lines) {
      base += step;
      canvas.text(x, base, line, type);
    }
    return base;
  }

  /** The text, cut with an ellipsis where it is too wide. */
  static String cut(Canvas canvas, String text, Type type, float width) {
    if (canvas.widthOf(text, type) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && canvas.widthOf(text.substring(0, end) + ELLIPSIS, type) > width) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }

  /** The smallest parts that may stand on different lines, spaces at the end of theirs. */
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      piece.appendCodePoint(points[i]);
      if (i + 1 == points.length || mayBreak(points[i], points[i + 1])) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
    }
    return pieces;
  }

  private static boolean mayBreak(int before, int after) {
    if (NOT_FIRST.indexOf(after) >= 0 || NOT_LAST.indexOf(before) >= 0) {
      return false;
    }
    if (before == ' ') {
      return true;
    }
    return isWide(before) || isWide(after) && before != ' ';
  }

  private static boolean isWide(int point) {
    return point >= 0x2E80 && point <= 0xFFEF;
  }
}
