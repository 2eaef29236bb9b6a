package io.efollowup.report.internal;

import java.util.List;

/** A plain table: small heads, hairlines between rows, cells cut where they do not fit. */
final class Table {
  static final float HEAD = 13;
  static final float ROW = 12.5f;
  private static final float APART = 4;

  /**
   * A column.
   *
   * @param head key of its head
   * @param from left edge as a share of the table's width
   * @param to right edge
   * @param align where its text stands
   */
  record Column(String head, float from, float to, Canvas.Align align) {
    static Column left(String head, float from, float to) {
      return new Column(head, from, to, Canvas.Align.LEFT);
    }

    static Column right(String head, float from, float to) {
      return new Column(head, from, to, Canvas.Align.RIGHT);
    }
  }

  /** A cell; empty text leaves it free for a drawing. */
  record Cell(String text, Type type) {
    static Cell of(String text) {
      return new Cell(text, Type.BODY);
    }

    static Cell strong(String text) {
      return new Cell(text, Type.BODY.heavy());
    }

    static Cell faint(String text) {
      return new Cell(text, Type.NOTE);
    }
  }

  private final Canvas canvas;
  private final Words words;
  private final List<Column> columns;

  Table(Canvas canvas, Report report, List<Column> columns) {
    this.canvas = canvas;
    this.words = report.words();
    this.columns = List.copyOf(columns);
  }

  static float height(int rows) {
    return HEAD + rows * ROW;
  }

  /** Draws the heads at the top of a box and returns where the first row begins. */
  float heads(Box box) {
    for (Column column : columns) {
      if (!column.head().isEmpty()) {
        text(box, box.y() + 6, column, words.say(column.head()), Type.SMALL);
      }
    }
    return box.y() + HEAD;
  }

  /** Draws a row and returns where the next begins. */
  float row(Box box, float top, List<Cell> cells) {
    canvas.line(box.x(), top, box.right(), top, Ink.LINE, 0.5f);
    for (int i = 0; i < cells.size(); i++) {
      text(box, top + ROW / 2 + 3, columns.get(i), cells.get(i).text(), cells.get(i).type());
    }
    return top + ROW;
  }

  /** The place of a column in a row, for a drawing. */
  Box place(Box box, float top, int column, float height) {
    Column c = columns.get(column);
    float x = box.x() + c.from() * box.width();
    float width = (c.to() - c.from()) * box.width();
    return new Box(x, top + (ROW - height) / 2, width, height);
  }

  private void text(Box box, float base, Column column, String text, Type type) {
    float left = box.x() + column.from() * box.width();
    float right = box.x() + column.to() * box.width();
    String fitted = TextLines.cut(canvas, text, type, right - left - APART);
    float x =
        switch (column.align()) {
          case LEFT -> left;
          case CENTRE -> (left + right) / 2;
          case RIGHT -> right;
        };
    canvas.text(x, base, fitted, type, column.align());
  }
}
