package io.efollowup.server.command;

import io.efollowup.server.admin.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where reports are written: one file, or a directory with one for each subject. */
record ReportFiles(String out, String kind, ReportFormat format) {
  boolean isDirectory() {
    return out.endsWith("/") || Files.isDirectory(Path.of(out));
  }

  /** The file of a subject; what cannot stand in a file's name is an underscore in it. */
  Path of(String label) {
    return isDirectory()
        ? Path.of(out)
            .resolve(
                "%s-%s.%s"
                    .formatted(label.replaceAll("[^\\p{L}\\p{Nd}._-]", "_"), kind, format.ending()))
        : Path.of(out);
  }

  void write(Path file, byte[] report) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.write(file, report);
  }
}
