package io.efollowup.server.command;

import io.efollowup.forecast.outlook.DefaultModel;
import io.efollowup.forecast.outlook.ModelFile;
import io.efollowup.forecast.outlook.ModelProblem;
import io.efollowup.forecast.outlook.OutlookModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Files of forecast models. */
final class ModelFiles {
  private ModelFiles() {}

  /** The model of a file, or the one that ships with the platform where none is named. */
  static OutlookModel read(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return DefaultModel.read();
    }
    try (InputStream in = Files.newInputStream(file.get())) {
      return ModelFile.read(in.readNBytes(ModelFile.MOST_BYTES + 1));
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file.get(), e);
    } catch (ModelProblem e) {
      throw new IOException(file.get() + ": " + e.getMessage(), e);
    }
  }

  /** Makes sure that a model can be written, before it is trained for hours. */
  static void checkWritable(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a directory; name a file in it");
    }
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IOException("there is no directory for " + file + "; make it first");
    }
    try {
      Files.write(unfinished(file), new byte[0]);
      Files.delete(unfinished(file));
    } catch (IOException e) {
      throw new IOException(
          "nothing can be written into " + directory + "; name a file elsewhere", e);
    }
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + ".unfinished");
  }

  /** Writes a model whole or not at all. */
  static void write(OutlookModel model, Path file) throws IOException {
    Path unfinished = unfinished(file);
    try {
      Files.write(unfinished, ModelFile.write(model));
      Files.move(
          unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
