package io.efollowup.server.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.efollowup.glucose.metrics.MetricKey;
import io.efollowup.glucose.metrics.MetricTable;
import io.efollowup.glucose.metrics.MetricValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes metrics as a table, CSV or JSON; reasons for missing ones beside or on stderr. */
final class MetricsOutput {
  private final PrintWriter out;
  private final PrintWriter err;

  MetricsOutput(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** One subject's metrics. */
  record Subject(String id, MetricTable table) {}

  void print(List<Subject> subjects, MetricsCommand.Format format) throws IOException {
    switch (format) {
      case csv -> csv(subjects);
      case json -> json(subjects);
      case table -> table(subjects);
    }
  }

  private void csv(List<Subject> subjects) {
    out.println("subject,metric,value");
    for (Subject subject : subjects) {
      String id = CsvText.field(subject.id());
      for (Map.Entry<MetricKey, MetricValue> metric : subject.table().values().entrySet()) {
        String key = metric.getKey().key();
        switch (metric.getValue()) {
          case MetricValue.Known(double number) ->
              out.println(id + ',' + key + ',' + CsvText.number(number));
          case MetricValue.Unavailable(String reason) ->
              err.println("efollowup: no " + key + " for " + subject.id() + ": " + reason);
        }
      }
    }
  }

  private void json(List<Subject> subjects) throws IOException {
    try (JsonGenerator json = JsonText.generator(out)) {
      json.writeStartArray();
      for (Subject subject : subjects) {
        json.writeStartObject();
        json.writeStringField("subject", subject.id());
        json.writeObjectFieldStart("metrics");
        for (var metric : subject.table().values().entrySet()) {
          if (metric.getValue() instanceof MetricValue.Known(double number)) {
            json.writeFieldName(metric.getKey().key());
            json.writeNumber(CsvText.number(number));
          }
        }
        json.writeEndObject();
        json.writeObjectFieldStart("unavailable");
        for (var metric : subject.table().values().entrySet()) {
          if (metric.getValue() instanceof MetricValue.Unavailable(String reason)) {
            json.writeStringField(metric.getKey().key(), reason);
          }
        }
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    out.println();
  }

  private void table(List<Subject> subjects) {
    for (Subject subject : subjects) {
      out.println(subject.id());
      for (Map.Entry<MetricKey, MetricValue> metric : subject.table().values().entrySet()) {
        String key = metric.getKey().key();
        out.println(
            switch (metric.getValue()) {
              case MetricValue.Known(double number) ->
                  String.format(Locale.ROOT, "  %-22s %12.2f", key, number);
              case MetricValue.Unavailable(String reason) ->
                  String.format(Locale.ROOT, "  %-22s %12s  %s", key, "-", reason);
            });
      }
    }
  }
}
