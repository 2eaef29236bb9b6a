package io.efollowup.report.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;

/**
 * The logical structure of a document, which screen readers and text extraction follow: headings,
 * paragraphs, tables and figures in the order they are drawn (ISO 32000-1, 14.7 and 14.8).
 */
final class Structure {
  private final PDStructureTreeRoot root = new PDStructureTreeRoot();
  private final PDStructureElement document;
  private final Map<Integer, PDParentTreeValue> parents = new TreeMap<>();

  Structure(PDDocument pdf) {
    document = new PDStructureElement("Document", root);
    root.appendKid(document);
    pdf.getDocumentCatalog().setStructureTreeRoot(root);
    PDMarkInfo marked = new PDMarkInfo();
    marked.setMarked(true);
    pdf.getDocumentCatalog().setMarkInfo(marked);
  }

  /** What every element of the document hangs under. */
  PDStructureElement document() {
    return document;
  }

  /** Enters a finished page: its owners in the order of their marked content. */
  void add(PDPage page, List<PDStructureElement> owners) {
    int key = parents.size();
    COSArray array = new COSArray();
    owners.forEach(owner -> array.add(owner.getCOSObject()));
    parents.put(key, new PDParentTreeValue(array));
    page.setStructParents(key);
    page.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
  }

  /** Completes the structure when all pages are drawn. */
  void finish() {
    PDNumberTreeNode tree = new PDNumberTreeNode(PDParentTreeValue.class);
    tree.setNumbers(parents);
    root.setParentTree(tree);
    root.setParentTreeNextKey(parents.size());
  }
}
