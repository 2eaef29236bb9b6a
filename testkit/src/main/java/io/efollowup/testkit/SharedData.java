package io.efollowup.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the directory of real, public data that lies beside the project and is no part of it: the
 * variable {@code EFOLLOWUP_SHARED}, else {@code shared} beside the checkout that the system
 * property {@code efollowup.root} names.
 */
public final class SharedData {
  private SharedData() {}

  /** The directory, if this machine has it. */
  public static Optional<Path> directory() {
    String stated = System.getenv("EFOLLOWUP_SHARED");
    if (stated != null && !stated.isBlank()) {
      return Optional.of(Path.of(stated)).filter(Files::isDirectory);
    }
    Path root = Path.of(System.getProperty("efollowup.root", "")).toAbsolutePath().normalize();
    return Optional.ofNullable(root.getParent())
        .map(parent -> parent.resolve("shared"))
        .filter(Files::isDirectory);
  }

  /**
   * A file in that directory; the calling test is skipped, with a message, where it is absent.
   *
   * @param file path below the directory, such as {@code data/glucobench/broll2021.csv}
   */
  public static Path assume(String file) {
    Optional<Path> found = directory().map(d -> d.resolve(file)).filter(Files::isReadable);
    Assumptions.assumeTrue(
        found.isPresent(),
        () ->
            "skipped: no shared data file "
                + file
                + "; set EFOLLOWUP_SHARED to the directory that holds it");
    return found.orElseThrow();
  }
}
