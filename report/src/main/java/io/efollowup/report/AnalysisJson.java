package io.efollowup.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.efollowup.report.internal.RecordJson;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * An analysis as JSON for programs: the very record the pages and the PDF are made from, so that
 * all three say the same. Any number of threads may write at once.
 *
 * <p>A record is an object whose fields are its components by name; a component that is absent is
 * left out. Enumerations are dashed lower-case words, times ISO 8601, durations whole minutes,
 * dates {@code 2026-05-10}. A reading is {@code glucose} with its {@code unit} as measured, or
 * {@code outOfRange}; derived figures are in mg/dL. A value of several kinds has its {@code kind}.
 * Metrics that cannot be given are null and have their reason under {@code unavailable}.
 */
public final class AnalysisJson {
  /** Names this form; it changes when a field is taken away or changes its meaning. */
  public static final String SCHEMA = "efollowup.report/1";

  private static final JsonFactory FACTORY = new JsonFactory();

  private AnalysisJson() {}

  /**
   * Writes an analysis. The stream stays open.
   *
   * @param kind which analysis, such as {@code seven-day}
   * @param label who it is about, as it is to stand there; a pseudonym
   */
  public static void write(
      String kind, Record analysis, String label, Instant createdAt, OutputStream out)
      throws IOException {
    try (JsonGenerator json =
        FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeStringField("kind", kind);
      json.writeStringField("subject", label);
      json.writeStringField("createdAt", createdAt.toString());
      json.writeStringField(
          "note", "Decision support and education; not a medical device and no basis for a dose.");
      json.writeFieldName("analysis");
      RecordJson.write(json, analysis);
      json.writeEndObject();
    }
  }
}
