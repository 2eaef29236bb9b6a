package io.efollowup.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Finds where the words of a page stand. */
final class TextPlaces extends PDFTextStripper {
  /** Room around letters that may be shared. */
  private static final float TOLERANCE = 0.8f;

  private final List<Place> places = new ArrayList<>();

  /** A word and its box, in points from the upper left corner. */
  record Place(String text, float left, float top, float right, float bottom) {
    boolean meets(Place other) {
      return left + TOLERANCE < other.right
          && other.left + TOLERANCE < right
          && top + TOLERANCE < other.bottom
          && other.top + TOLERANCE < bottom;
    }
  }

  private TextPlaces() {}

  static List<Place> of(PDDocument pdf, int page) throws IOException {
    TextPlaces finder = new TextPlaces();
    finder.setStartPage(page);
    finder.setEndPage(page);
    finder.getText(pdf);
    return finder.places;
  }

  /** Cuts where the letters are not beside each other: the stripper joins what is on one line. */
  @Override
  protected void writeString(String text, List<TextPosition> letters) {
    int from = 0;
    for (int i = 1; i <= letters.size(); i++) {
      if (i == letters.size() || !isNext(letters.get(i - 1), letters.get(i))) {
        add(letters.subList(from, i));
        from = i;
      }
    }
  }

  /** Spaces around a word are no part of its box. */
  private void add(List<TextPosition> letters) {
    List<TextPosition> seen =
        letters.stream().filter(letter -> !letter.getUnicode().isBlank()).toList();
    if (!seen.isEmpty()) {
      places.add(place(seen));
    }
  }

  private static boolean isNext(TextPosition one, TextPosition next) {
    float end = one.getXDirAdj() + one.getWidthDirAdj();
    return Math.abs(next.getYDirAdj() - one.getYDirAdj()) < 0.1
        && Math.abs(next.getXDirAdj() - end) < 1;
  }

  private static Place place(List<TextPosition> letters) {
    StringBuilder text = new StringBuilder();
    letters.forEach(letter -> text.append(letter.getUnicode()));
    TextPosition first = letters.getFirst();
    TextPosition last = letters.getLast();
    float base = first.getYDirAdj();
    float size = first.getFontSizeInPt();
    return new Place(
        text.toString(),
        first.getXDirAdj(),
        base - 0.7f * size,
        last.getXDirAdj() + last.getWidthDirAdj(),
        base);
  }
}
