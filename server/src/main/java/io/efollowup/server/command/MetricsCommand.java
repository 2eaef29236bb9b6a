package io.efollowup.server.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.efollowup.glucose.metrics.GlucoseMetrics;
import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.glucose.metrics.MetricTable;
import io.efollowup.glucose.metrics.MetricValue;
import io.efollowup.glucose.metrics.PercentileProfile;
import io.efollowup.server.csv.ReadingsCsv;
import io.efollowup.server.csv.SubjectReadings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code efollowup metrics}: the figures of each subject of a file. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = "Prints the metrics of each subject of a CSV file of readings (id,time,gl).")
public final class MetricsCommand implements Callable<Integer> {
  /** How the figures are printed. */
  enum Format {
    table,
    csv,
    json
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "CSV of readings; - for standard input.")
  private String file;

  @Mixin private FileOptions options;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(names = "--agp", description = "Print percentiles by time of day instead.")
  private boolean agp;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ReadingsCsv readings = options.read(file, spec.commandLine().getErr());
    if (agp) {
      printProfiles(readings, out);
    } else {
      printMetrics(readings, out);
    }
    out.flush();
    return 0;
  }

  private void printProfiles(ReadingsCsv readings, PrintWriter out) {
    out.println("subject,sec_of_day,n,p05,p25,p50,p75,p95");
    readings.subjects().parallelStream().map(this::profileRows).forEachOrdered(out::print);
  }

  private String profileRows(SubjectReadings subject) {
    StringBuilder rows = new StringBuilder();
    for (PercentileProfile.Row row : PercentileProfile.of(subject.trace(), options.zone).rows()) {
      rows.append(CsvText.field(subject.id()))
          .append(',')
          .append(row.secondOfDay())
          .append(',')
          .append(row.n());
      for (double percentile :
          new double[] {row.p05(), row.p25(), row.p50(), row.p75(), row.p95()}) {
        rows.append(',').append(CsvText.number(percentile));
      }
      rows.append(System.lineSeparator());
    }
    return rows.toString();
  }

  private record SubjectMetrics(String id, MetricTable table) {}

  private void printMetrics(ReadingsCsv readings, PrintWriter out) throws IOException {
    List<SubjectMetrics> metrics =
        readings.subjects().parallelStream()
            .map(s -> new SubjectMetrics(s.id(), GlucoseMetrics.of(s.trace(), options.zone)))
            .toList();
    switch (format) {
      case csv -> printCsv(metrics, out);
      case json -> printJson(metrics, out);
      case table -> printTable(metrics, out);
    }
  }

  private void printCsv(List<SubjectMetrics> metrics, PrintWriter out) {
    out.println("subject,metric,value");
    for (SubjectMetrics subject : metrics) {
      subject
          .table()
          .values()
          .forEach(
              (key, value) -> {
                switch (value) {
                  case MetricValue.Known(double number) ->
                      out.println(
                          CsvText.field(subject.id())
                              + ","
                              + key.key()
                              + ","
                              + CsvText.number(number));
                  case MetricValue.Unavailable(String reason) ->
                      spec.commandLine()
                          .getErr()
                          .println(
                              "efollowup: no %s for %s: %s"
                                  .formatted(key.key(), subject.id(), reason));
                }
              });
    }
  }

  private static void printJson(List<SubjectMetrics> metrics, PrintWriter out) throws IOException {
    try (JsonGenerator json =
        JsonMapper.builder()
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .useDefaultPrettyPrinter()) {
      json.writeStartArray();
      for (SubjectMetrics subject : metrics) {
        json.writeStartObject();
        json.writeStringField("subject", subject.id());
        json.writeObjectFieldStart("metrics");
        for (var entry : subject.table().values().entrySet()) {
          if (entry.getValue() instanceof MetricValue.Known(double number)) {
            json.writeFieldName(entry.getKey().key());
            json.writeNumber(CsvText.number(number));
          }
        }
        json.writeEndObject();
        json.writeObjectFieldStart("unavailable");
        for (var entry : subject.table().values().entrySet()) {
          if (entry.getValue() instanceof MetricValue.Unavailable(String reason)) {
            json.writeStringField(entry.getKey().key(), reason);
          }
        }
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    out.println();
  }

  private static void printTable(List<SubjectMetrics> metrics, PrintWriter out) {
    for (SubjectMetrics subject : metrics) {
      out.println(subject.id());
      for (Map.Entry<MetricKey, MetricValue> entry : subject.table().values().entrySet()) {
        MetricKey key = entry.getKey();
        out.println(
            switch (entry.getValue()) {
              case MetricValue.Known(double number) ->
                  "  %-16s %12.2f".formatted(key.key(), number);
              case MetricValue.Unavailable(String reason) ->
                  "  %-16s %12s  %s".formatted(key.key(), "-", reason);
            });
      }
    }
  }
}
