package io.efollowup.report.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.apache.pdfbox.pdmodel.font.encoding.WinAnsiEncoding;

/** The fonts of one document: cuts text into runs that one font can set, and measures it. */
final class Typesetter {
  /** What stands in for a character that no font has. */
  private static final Map<Integer, String> STAND_INS =
      Map.of((int) '≤', "<=", (int) '≥', ">=", (int) '−', "-", (int) '–', "-", (int) '—', "-");

  /**
   * Text in one font.
   *
   * @param emboldened whether the font has no bold weight and its strokes must be thickened
   */
  record Run(PDFont font, boolean emboldened, String text) {}

  private interface Coverage {
    boolean has(int codePoint);
  }

  private record Face(PDFont regular, PDFont bold, boolean boldIsReal, Coverage coverage) {}

  private final List<Face> faces = new ArrayList<>();
  private final Map<PDFont, Map<Integer, Float>> widths = new HashMap<>();

  Typesetter(PDDocument document, FontSet fonts) throws IOException {
    for (FontSet.Family family : fonts.families()) {
      faces.add(embed(document, family));
    }
    if (faces.isEmpty()) {
      faces.add(standard());
    }
  }

  private static Face embed(PDDocument document, FontSet.Family family) throws IOException {
    TrueTypeFont ttf = family.regular();
    PDFont regular = PDType0Font.load(document, ttf, true);
    PDFont bold =
        family.bold().isPresent() ? PDType0Font.load(document, family.bold().get(), true) : regular;
    CmapLookup cmap = ttf.getUnicodeCmapLookup();
    return new Face(regular, bold, family.bold().isPresent(), point -> cmap.getGlyphId(point) != 0);
  }

  private static Face standard() {
    return new Face(
        new PDType1Font(FontName.HELVETICA),
        new PDType1Font(FontName.HELVETICA_BOLD),
        true,
        point ->
            WinAnsiEncoding.INSTANCE.contains(
                GlyphList.getAdobeGlyphList().codePointToName(point)));
  }

  /** The text cut into runs; characters that no font has are replaced. */
  List<Run> runs(String text, boolean bold) {
    List<Run> runs = new ArrayList<>();
    StringBuilder pending = new StringBuilder();
    Face current = faces.getFirst();
    for (int point : text.codePoints().toArray()) {
      Face face = faceOf(point);
      String piece = face == null ? standIn(point) : Character.toString(point);
      Face wanted = face == null ? current : face;
      if (wanted != current && !pending.isEmpty()) {
        runs.add(run(current, bold, pending));
      }
      current = wanted;
      pending.append(piece);
    }
    if (!pending.isEmpty()) {
      runs.add(run(current, bold, pending));
    }
    return runs;
  }

  /** Width of the text at size 1. */
  float width(String text, boolean bold) {
    float width = 0;
    for (Run run : runs(text, bold)) {
      Map<Integer, Float> known = widths.computeIfAbsent(run.font(), font -> new HashMap<>());
      for (int point : run.text().codePoints().toArray()) {
        width += known.computeIfAbsent(point, p -> glyphWidth(run.font(), p));
      }
    }
    return width / 1000;
  }

  private static float glyphWidth(PDFont font, int point) {
    try {
      return font.getStringWidth(Character.toString(point));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Face faceOf(int point) {
    for (Face face : faces) {
      if (face.coverage().has(point)) {
        return face;
      }
    }
    return null;
  }

  private String standIn(int point) {
    return Character.isSpaceChar(point) ? " " : STAND_INS.getOrDefault(point, "?");
  }

  private static Run run(Face face, boolean bold, StringBuilder pending) {
    String text = pending.toString();
    pending.setLength(0);
    return new Run(bold ? face.bold() : face.regular(), bold && !face.boldIsReal(), text);
  }
}
