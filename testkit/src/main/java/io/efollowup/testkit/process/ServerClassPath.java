package io.efollowup.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The server as the build made it, for tests that must not have it on their own class path. */
final class ServerClassPath {
  private ServerClassPath() {}

  /** Classes and libraries of the module {@code server}, as its build wrote them down. */
  static String built() {
    Path target = Path.of(System.getProperty("efollowup.root", "."), "server", "target");
    Path libraries = target.resolve("classpath");
    try {
      return target.resolve("classes") + ":" + Files.readString(libraries).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The server has not been built: %s is missing; run with -am.".formatted(libraries), e);
    }
  }
}
