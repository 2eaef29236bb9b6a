package io.efollowup.report.internal;

import java.util.List;

/**
 * A plain table: small heads, hairlines between rows, cells cut where they do not fit. The first
 * column names its row.
 */
final class Table {
  static final float HEAD = 13;
  static final float ROW = 12.5f;
  private static final float APART = 4;

  /**
   * A column.
   *
   * @param head key of its head; empty for none
   * @param from left edge as a share of the table's width
   * @param to right edge
   * @param align where its text stands
   * @param drawn whether it holds a drawing instead of text
   */
  record Column(String head, float from, float to, Canvas.Align align, boolean drawn) {
    static Column left(String head, float from, float to) {
      return new Column(head, from, to, Canvas.Align.LEFT, false);
    }

    static Column right(String head, float from, float to) {
      return new Column(head, from, to, Canvas.Align.RIGHT, false);
    }

    static Column drawing(float from, float to) {
      return new Column("", from, to, Canvas.Align.LEFT, true);
    }
  }

  /** A cell. */
  record Cell(String text, Type type) {
    /** Stands in a column of drawings. */
    static final Cell DRAWN = new Cell("", Type.BODY);

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

  /** Draws in the columns of drawings of a row. */
  @FunctionalInterface
  interface Drawing {
    void draw(int row, float top);
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

  /** Draws heads and rows from the top of a box on. */
  void draw(Box box, List<List<Cell>> rows) {
    draw(box, rows, (row, top) -> {});
  }

  /** Draws heads and rows from the top of a box on, and a drawing in each row. */
  void draw(Box box, List<List<Cell>> rows, Drawing drawing) {
    canvas.table(
        () -> {
          canvas.row(() -> heads(box));
          rows(box, box.y() + HEAD, rows, drawing);
        });
  }

  /** Draws rows without heads. */
  void drawRows(Box box, List<List<Cell>> rows) {
    canvas.table(() -> rows(box, box.y(), rows, (row, top) -> {}));
  }

  private void heads(Box box) {
    for (Column column : columns) {
      if (!column.drawn()) {
        String head = words.say(column.head());
        canvas.columnHeader(() -> text(box, box.y() + 6, column, head, Type.SMALL));
      }
    }
  }

  private void rows(Box box, float first, List<List<Cell>> rows, Drawing drawing) {
    for (int i = 0; i < rows.size(); i++) {
      int number = i;
      float top = first + i * ROW;
      canvas.line(box.x(), top, box.right(), top, Ink.LINE, 0.5f);
      canvas.row(() -> row(box, top + ROW / 2 + 3, rows.get(number)));
      drawing.draw(number, top);
    }
  }

  private void row(Box box, float base, List<Cell> cells) {
    for (int i = 0; i < cells.size(); i++) {
      Column column = columns.get(i);
      Cell cell = cells.get(i);
      if (column.drawn()) {
        continue;
      }
      Runnable text = () -> text(box, base, column, cell.text(), cell.type());
      if (i == 0) {
        canvas.rowHeader(text);
      } else {
        canvas.cell(text);
      }
    }
  }

  /** Whether a text in the type of a body fits its column uncut. */
  boolean fits(Box box, int column, String text) {
    Column c = columns.get(column);
    float width = (c.to() - c.from()) * box.width() - APART;
    return canvas.widthOf(text, Type.BODY) <= width;
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
