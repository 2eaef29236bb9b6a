package io.efollowup.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small file whose content is sealed to its name: one sealed file put in place of another does
 * not open.
 */
public final class SealedFile {
  private SealedFile() {}

  /**
   * Writes, durably and in one step: after a crash the old content or the new one is there, whole.
   *
   * @throws UncheckedIOException when the file cannot be written; the old one is then unharmed
   */
  public static void write(Path file, Sealer sealer, byte[] content) {
    try {
      DurableFiles.replace(file, sealer.seal(content, context(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("The sealed file " + file + " cannot be written", e);
    }
  }

  /**
   * Reads.
   *
   * @throws TamperedException when the file was altered, is another's, or was sealed with another
   *     key
   * @throws UncheckedIOException when the file cannot be read
   */
  public static byte[] read(Path file, Sealer sealer) throws TamperedException {
    byte[] sealed;
    try {
      sealed = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The sealed file " + file + " cannot be read", e);
    }
    try {
      return sealer.open(sealed, context(file));
    } catch (TamperedException e) {
      TamperedException named =
          new TamperedException("The sealed file " + file + " does not open: " + e.getMessage());
      named.initCause(e);
      throw named;
    }
  }

  private static byte[] context(Path file) {
    return ("file|" + file.getFileName()).getBytes(StandardCharsets.UTF_8);
  }
}
