package io.efollowup.forecast.outlook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The model that ships with the platform; its card says what it was trained on. */
public final class DefaultModel {
  private static final String RESOURCE = "default.model";

  private DefaultModel() {}

  /** Reads it, which takes some milliseconds: keep what comes. */
  public static OutlookModel read() {
    try (InputStream in = DefaultModel.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new ModelProblem("this build has no forecast model; name one with --model");
      }
      return ModelFile.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
