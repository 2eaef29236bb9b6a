package io.efollowup.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Assumptions;

/** Writes reports and reads them again. */
final class Pdfs {
  private Pdfs() {}

  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  static PDDocument of(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writing.to(out);
    return Loader.loadPDF(out.toByteArray());
  }

  static ReportOptions options(Language language, GlucoseUnit unit, PageSize paper) {
    return new ReportOptions(
        language, unit, paper, "P-7K3F9Q", Instant.parse("2026-05-18T01:30:00Z"));
  }

  static String text(PDDocument pdf) throws IOException {
    return new PDFTextStripper().getText(pdf);
  }

  static void assumeChinese() {
    Assumptions.assumeTrue(
        FontSource.system().supports(Language.ZH),
        "skipped: no TrueType font with Chinese characters; install fonts-wqy-microhei");
  }

  /** Fails where a text begins or ends outside its page's margins. */
  static void assertNothingOutside(PDDocument pdf) throws IOException {
    PDRectangle page = pdf.getPage(0).getMediaBox();
    List<String> outside = new ArrayList<>();
    new PDFTextStripper() {
      @Override
      protected void writeString(String text, List<TextPosition> positions) {
        for (TextPosition position : positions) {
          boolean blank = position.getUnicode().isBlank();
          float right = position.getXDirAdj() + position.getWidthDirAdj();
          if (!blank && (position.getXDirAdj() < 30 || right > page.getWidth() - 30)) {
            outside.add(text);
            return;
          }
        }
      }
    }.getText(pdf);
    assertThat(outside).isEmpty();
  }

  /** Every element of the structure, in reading order. */
  static List<PDStructureElement> elements(PDStructureNode node) {
    List<PDStructureElement> elements = new ArrayList<>();
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        elements.add(element);
        elements.addAll(elements(element));
      }
    }
    return elements;
  }
}
