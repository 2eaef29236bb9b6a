package io.efollowup.report.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDLayoutAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;

/**
 * Marks what is drawn on one page. What nobody named is marked by what it is: text as a heading or
 * a paragraph by its size, lines and areas as decoration.
 */
final class Tagging {
  /** What marked content is open. */
  private enum Open {
    NOTHING,
    DECORATION,
    CONTENT
  }

  private final PDPage page;
  private final PDPageContentStream content;
  private final Structure structure;
  private final List<PDStructureElement> owners = new ArrayList<>();
  private PDStructureElement parent;
  private Open open = Open.NOTHING;

  /** Whether the open content holds whatever is drawn until it is ended by name. */
  private boolean held;

  Tagging(PDPage page, PDPageContentStream content, Structure structure) {
    this.page = page;
    this.content = content;
    this.structure = structure;
    this.parent = structure.document();
  }

  /** To be called before lines and areas. */
  void drawing() {
    if (!held && open != Open.DECORATION) {
      end();
      begin(Open.DECORATION, COSName.ARTIFACT);
    }
  }

  /** To be called before a text. */
  void text(Type type) {
    if (!held) {
      end();
      begin(element(tag(type)));
    }
  }

  /** Whether texts are parts of something larger. */
  boolean isHeld() {
    return held;
  }

  /** To be called after a text. */
  void textDone() {
    if (!held) {
      end();
    }
  }

  /** Everything drawn inside is one element. */
  void element(String tag, Runnable drawing) {
    if (held) {
      drawing.run();
      return;
    }
    hold(element(tag), drawing);
  }

  /** Everything drawn inside is one picture, described in words. */
  void figure(String description, PDRectangle bounds, Runnable drawing) {
    if (held) {
      drawing.run();
      return;
    }
    PDStructureElement figure = element("Figure");
    figure.setAlternateDescription(description);
    PDLayoutAttributeObject layout = new PDLayoutAttributeObject();
    layout.setBBox(bounds);
    layout.setPlacement(PDLayoutAttributeObject.PLACEMENT_BLOCK);
    figure.addAttribute(layout);
    hold(figure, drawing);
  }

  /** A heading of a column or a row. */
  void header(String scope, Runnable drawing) {
    if (held) {
      drawing.run();
      return;
    }
    PDStructureElement header = element("TH");
    PDTableAttributeObject table = new PDTableAttributeObject();
    table.setScope(scope);
    header.addAttribute(table);
    hold(header, drawing);
  }

  /** Elements made inside belong to one that has no content of its own. */
  void group(String tag, Runnable drawing) {
    if (held) {
      drawing.run();
      return;
    }
    PDStructureElement outer = parent;
    parent = element(tag);
    drawing.run();
    end();
    parent = outer;
  }

  /** Everything drawn inside is decoration: running heads, page numbers. */
  void decoration(Runnable drawing) {
    if (held) {
      drawing.run();
      return;
    }
    end();
    begin(Open.DECORATION, COSName.ARTIFACT);
    held = true;
    drawing.run();
    held = false;
    end();
  }

  void finish() {
    end();
    structure.add(page, owners);
  }

  private void hold(PDStructureElement element, Runnable drawing) {
    end();
    begin(element);
    held = true;
    drawing.run();
    held = false;
    end();
  }

  private PDStructureElement element(String tag) {
    PDStructureElement element = new PDStructureElement(tag, parent);
    element.setPage(page);
    parent.appendKid(element);
    return element;
  }

  private static String tag(Type type) {
    if (type.size() >= Type.TITLE.size()) {
      return "H1";
    }
    return type.equals(Type.HEADING) ? "H2" : "P";
  }

  private void begin(PDStructureElement element) {
    int id = owners.size();
    owners.add(element);
    element.appendKid(id);
    open = Open.CONTENT;
    try {
      content.beginMarkedContent(COSName.getPDFName(element.getStructureType()), id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void begin(Open what, COSName tag) {
    open = what;
    try {
      content.beginMarkedContent(tag);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end() {
    if (open == Open.NOTHING) {
      return;
    }
    open = Open.NOTHING;
    try {
      content.endMarkedContent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
