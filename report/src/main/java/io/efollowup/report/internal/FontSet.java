package io.efollowup.report.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * Parsed fonts in order of preference: a character is set in the first that has it. Parsed fonts
 * read lazily from their file and serve one report at a time.
 */
public final class FontSet {
  /** A family: its weights share the decision which characters it has. */
  record Family(TrueTypeFont regular, Optional<TrueTypeFont> bold) {}

  private final List<Family> families;

  private FontSet(List<Family> families) {
    this.families = families;
  }

  /**
   * Opens the families; empty lists give a set without any, which falls back to the standard 14.
   */
  public static FontSet open(List<FontFile> first, List<FontFile> then) throws IOException {
    List<Family> families = new ArrayList<>();
    for (FontFile file : first) {
      families.add(open(file));
    }
    for (FontFile file : then) {
      families.add(open(file));
    }
    return new FontSet(List.copyOf(families));
  }

  List<Family> families() {
    return families;
  }

  private static Family open(FontFile file) throws IOException {
    TrueTypeFont regular = file.parse(file.regular()).font();
    Optional<Path> boldFile = file.bold();
    return new Family(
        regular,
        boldFile.isPresent() ? Optional.of(file.parse(boldFile.get()).font()) : Optional.empty());
  }
}
