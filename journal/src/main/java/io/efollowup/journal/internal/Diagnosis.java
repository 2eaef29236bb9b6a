package io.efollowup.journal.internal;

import java.nio.file.Path;
import java.util.Locale;

/** What a failure of the disk means, as a sentence for the operator. */
public final class Diagnosis {
  private static final String RESUMES = " Acceptance resumes by itself.";

  private Diagnosis() {}

  /** Of a failure to write. */
  public static String of(Path directory, Exception failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("no space left") || message.contains("quota exceeded")) {
      return "The journal cannot be written: the disk that holds "
          + directory
          + " is full. Free some space."
          + RESUMES;
    }
    if (message.contains("read-only file system")) {
      return "The journal cannot be written: the file system that holds "
          + directory
          + " is read-only. Make it writable."
          + RESUMES;
    }
    return "The journal in %s cannot be written (%s). Check the disk and the directory's permissions."
            .formatted(directory, failure)
        + RESUMES;
  }

  /** Of a failure to read. */
  public static String ofReading(Path directory, Exception failure) {
    return "The journal in %s cannot be read (%s). Check the disk.".formatted(directory, failure);
  }
}
