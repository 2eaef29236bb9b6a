package io.efollowup.report.internal;

import io.efollowup.report.PageSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/**
 * One page to draw on, in points from its upper left corner. Draws straight into the page's content
 * without AWT, whose start-up would cost more than the report. I/O errors come as {@link
 * UncheckedIOException}.
 */
final class Canvas implements AutoCloseable {
  /** Control point distance that makes four Bezier curves a circle. */
  private static final float CIRCLE = 0.5523f;

  private final float width;
  private final float height;
  private final Typesetter typesetter;
  private final PDPageContentStream content;
  private final Tagging tagging;

  /** Where text stands to its x. */
  enum Align {
    LEFT,
    CENTRE,
    RIGHT
  }

  private interface Drawing {
    void run() throws IOException;
  }

  Canvas(PDDocument document, PageSize size, Typesetter typesetter, Structure structure) {
    this.width = size.width();
    this.height = size.height();
    this.typesetter = typesetter;
    PDPage page = new PDPage(new PDRectangle(width, height));
    document.addPage(page);
    try {
      this.content = new PDPageContentStream(document, page, AppendMode.OVERWRITE, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.tagging = new Tagging(page, content, structure);
  }

  /** What is drawn inside is one picture, described in words for those who do not see it. */
  void figure(Box box, String description, Runnable drawing) {
    PDRectangle bounds = new PDRectangle(box.x(), height - box.bottom(), box.width(), box.height());
    tagging.figure(description, bounds, drawing);
  }

  /** What is written inside is one paragraph. */
  void paragraph(Runnable drawing) {
    tagging.element("P", drawing);
  }

  /** What is drawn inside says nothing that is not said elsewhere: running heads, page numbers. */
  void decoration(Runnable drawing) {
    tagging.decoration(drawing);
  }

  /** Inside are rows. */
  void table(Runnable drawing) {
    tagging.group("Table", drawing);
  }

  /** Inside are cells. */
  void row(Runnable drawing) {
    tagging.group("TR", drawing);
  }

  /** A heading over a column of a table. */
  void columnHeader(Runnable drawing) {
    tagging.header("Column", drawing);
  }

  /** A heading before a row of a table. */
  void rowHeader(Runnable drawing) {
    tagging.header("Row", drawing);
  }

  void cell(Runnable drawing) {
    tagging.element("TD", drawing);
  }

  float width() {
    return width;
  }

  float height() {
    return height;
  }

  void fill(Box box, Ink ink) {
    tagging.drawing();
    draw(
        () -> {
          fillWith(ink);
          content.addRect(box.x(), height - box.bottom(), box.width(), box.height());
          content.fill();
        });
  }

  void frame(Box box, Ink ink, float thickness) {
    tagging.drawing();
    draw(
        () -> {
          strokeWith(ink, thickness);
          content.addRect(box.x(), height - box.bottom(), box.width(), box.height());
          content.stroke();
        });
  }

  void line(float x1, float y1, float x2, float y2, Ink ink, float thickness) {
    polyline(new float[] {x1, x2}, new float[] {y1, y2}, 2, ink, thickness);
  }

  void dashed(float x1, float y1, float x2, float y2, Ink ink, float thickness) {
    tagging.drawing();
    draw(() -> content.setLineDashPattern(new float[] {2.5f, 2}, 0));
    line(x1, y1, x2, y2, ink, thickness);
    draw(() -> content.setLineDashPattern(new float[] {}, 0));
  }

  void polyline(float[] xs, float[] ys, int count, Ink ink, float thickness) {
    tagging.drawing();
    draw(
        () -> {
          strokeWith(ink, thickness);
          trace(xs, ys, count);
          content.stroke();
        });
  }

  void polygon(float[] xs, float[] ys, int count, Ink ink) {
    tagging.drawing();
    draw(
        () -> {
          fillWith(ink);
          trace(xs, ys, count);
          content.closePath();
          content.fill();
        });
  }

  void dot(float x, float y, float radius, Ink ink) {
    tagging.drawing();
    draw(
        () -> {
          fillWith(ink);
          circle(x, height - y, radius);
          content.fill();
        });
  }

  void ring(float x, float y, float radius, Ink ink, float thickness) {
    tagging.drawing();
    draw(
        () -> {
          strokeWith(ink, thickness);
          circle(x, height - y, radius);
          content.stroke();
        });
  }

  /** Draws only inside the box. */
  void clipped(Box box, Runnable drawing) {
    tagging.drawing();
    draw(
        () -> {
          content.saveGraphicsState();
          content.addRect(box.x(), height - box.bottom(), box.width(), box.height());
          content.clip();
          drawing.run();
          content.restoreGraphicsState();
        });
  }

  float widthOf(String text, Type type) {
    return typesetter.width(text, type.bold()) * type.size();
  }

  /** Writes text on the base line y and returns its width. */
  float text(float x, float y, String text, Type type) {
    return text(x, y, text, type, Align.LEFT);
  }

  /** Writes text on the base line y and returns its width. */
  float text(float x, float y, String text, Type type, Align align) {
    float textWidth = widthOf(text, type);
    float left =
        switch (align) {
          case LEFT -> x;
          case CENTRE -> x - textWidth / 2;
          case RIGHT -> x - textWidth;
        };
    if (!text.isEmpty()) {
      tagging.text(type);
      // A space keeps the parts of one paragraph apart for those who hear it or copy it.
      String written = tagging.isHeld() ? text + " " : text;
      draw(() -> show(left, y, typesetter.runs(written, type.bold()), type));
      tagging.textDone();
    }
    return textWidth;
  }

  private void show(float x, float y, List<Typesetter.Run> runs, Type type) throws IOException {
    content.beginText();
    fillWith(type.ink());
    content.newLineAtOffset(x, height - y);
    for (Typesetter.Run run : runs) {
      if (run.emboldened()) {
        strokeWith(type.ink(), type.size() * 0.028f);
        content.setRenderingMode(RenderingMode.FILL_STROKE);
      }
      content.setFont(run.font(), type.size());
      content.showText(run.text());
      if (run.emboldened()) {
        content.setRenderingMode(RenderingMode.FILL);
      }
    }
    content.endText();
  }

  private void trace(float[] xs, float[] ys, int count) throws IOException {
    content.moveTo(xs[0], height - ys[0]);
    for (int i = 1; i < count; i++) {
      content.lineTo(xs[i], height - ys[i]);
    }
  }

  private void circle(float x, float y, float r) throws IOException {
    float c = r * CIRCLE;
    content.moveTo(x + r, y);
    content.curveTo(x + r, y + c, x + c, y + r, x, y + r);
    content.curveTo(x - c, y + r, x - r, y + c, x - r, y);
    content.curveTo(x - r, y - c, x - c, y - r, x, y - r);
    content.curveTo(x + c, y - r, x + r, y - c, x + r, y);
  }

  private void fillWith(Ink ink) throws IOException {
    content.setNonStrokingColor(ink.red(), ink.green(), ink.blue());
  }

  private void strokeWith(Ink ink, float thickness) throws IOException {
    content.setStrokingColor(ink.red(), ink.green(), ink.blue());
    content.setLineWidth(thickness);
    content.setLineJoinStyle(1);
  }

  private static void draw(Drawing drawing) {
    try {
      drawing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    tagging.finish();
    draw(content::close);
  }
}
