package io.efollowup.report;

import io.efollowup.report.internal.FontFile;
import io.efollowup.report.internal.FontFinder;
import io.efollowup.report.internal.FontSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The TrueType fonts of the machine that reports are set in. Parsed fonts are kept for the next
 * report; one that is in use belongs to one report only, so that any number of threads may write at
 * once.
 */
public final class FontSource {
  private static final FontSource SYSTEM = new FontSource(FontFinder.systemDirectories());

  private final FontFinder finder;
  private final Queue<FontSet> latin = new ConcurrentLinkedQueue<>();
  private final Queue<FontSet> chinese = new ConcurrentLinkedQueue<>();

  private FontSource(List<Path> directories) {
    this.finder = new FontFinder(directories);
  }

  /** The fonts in the usual directories of this system. */
  public static FontSource system() {
    return SYSTEM;
  }

  /** The fonts in these directories and below. */
  public static FontSource in(List<Path> directories) {
    return new FontSource(directories);
  }

  /** Whether a report in this language can be set. */
  public boolean supports(Language language) {
    return language == Language.EN || finder.chinese().isPresent();
  }

  /**
   * Fonts for one report.
   *
   * @throws MissingFontException if Chinese is asked for and there is no font for it
   */
  FontSet take(Language language) throws IOException {
    FontSet ready = pool(language).poll();
    if (ready != null) {
      return ready;
    }
    Optional<FontFile> cjk = finder.chinese();
    return switch (language) {
      case ZH -> FontSet.open(List.of(cjk.orElseThrow(MissingFontException::new)), finder.latin());
      case EN -> FontSet.open(finder.latin(), cjk.map(List::of).orElse(List.of()));
    };
  }

  /** Gives fonts back for the next report. */
  void giveBack(Language language, FontSet fonts) {
    pool(language).add(fonts);
  }

  private Queue<FontSet> pool(Language language) {
    return switch (language) {
      case ZH -> chinese;
      case EN -> latin;
    };
  }
}
