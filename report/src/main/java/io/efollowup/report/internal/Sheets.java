package io.efollowup.report.internal;

import io.efollowup.report.PageSize;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;

/** The pages of one document, each begun when the one before is finished. */
final class Sheets {
  private final PDDocument document;
  private final PageSize size;
  private final Typesetter typesetter;
  private final Structure structure;

  private Sheets(PDDocument document, PageSize size, FontSet fonts) throws IOException {
    this.document = document;
    this.size = size;
    this.typesetter = new Typesetter(document, fonts);
    this.structure = new Structure(document);
  }

  /** Draws a document and writes it as PDF. The stream stays open. */
  static void write(Heading heading, FontSet fonts, OutputStream out, Consumer<Sheets> pages)
      throws IOException {
    try (PDDocument document = new PDDocument()) {
      DocumentProperties.set(document, heading);
      Sheets sheets = new Sheets(document, heading.options().pageSize(), fonts);
      pages.accept(sheets);
      sheets.structure.finish();
      document.save(out);
    }
  }

  float width() {
    return size.width();
  }

  float height() {
    return size.height();
  }

  /** The next page. */
  Canvas next() {
    return new Canvas(document, size, typesetter, structure);
  }
}
