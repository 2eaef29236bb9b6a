package io.efollowup.server.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;

/** How JSON is written on the command line. */
final class JsonText {
  private JsonText() {}

  /** Writes indented JSON and leaves the output open. */
  static JsonGenerator generator(PrintWriter out) throws IOException {
    return new JsonFactory()
        .createGenerator(out)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .useDefaultPrettyPrinter();
  }
}
