package io.efollowup.report.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;

/**
 * A font on disk.
 *
 * @param regular file of the regular weight
 * @param bold file of the bold weight, if there is one
 * @param face PostScript name of the face in a collection; empty for a plain font
 */
public record FontFile(Path regular, Optional<Path> bold, String face) {

  /** A parsed face and what must stay open for it. */
  record Parsed(TrueTypeFont font, Closeable source) {}

  Parsed parse(Path file) throws IOException {
    Parsed parsed = face.isEmpty() ? parsePlain(file) : parseCollection(file);
    if (parsed.font() instanceof OpenTypeFont otf && otf.isPostScript()) {
      parsed.source().close();
      throw new IOException("a font with PostScript outlines cannot be embedded: " + file);
    }
    return parsed;
  }

  private static Parsed parsePlain(Path file) throws IOException {
    TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBufferedFile(file.toFile()));
    return new Parsed(font, font);
  }

  private Parsed parseCollection(Path file) throws IOException {
    TrueTypeCollection collection = new TrueTypeCollection(file.toFile());
    TrueTypeFont named = collection.getFontByName(face);
    if (named != null) {
      return new Parsed(named, collection);
    }
    List<TrueTypeFont> faces = new ArrayList<>();
    collection.processAllFonts(faces::add);
    if (faces.isEmpty()) {
      collection.close();
      throw new IOException("an empty font collection: " + file);
    }
    return new Parsed(faces.getFirst(), collection);
  }
}
