package io.efollowup.portal.internal.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.metrics.PercentileProfile;
import io.efollowup.portal.internal.web.Json;
import io.efollowup.record.Patient;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The data of the percentile curve, in the viewer's unit. */
final class PercentileData {
  private static final int LEAST_DAYS = 7;

  private final Patient patient;
  private final GlucoseUnit unit;

  PercentileData(Patient patient, GlucoseUnit unit) {
    this.patient = patient;
    this.unit = unit;
  }

  byte[] json(PercentileProfile profile, GlucoseTrace trace) {
    int days = days(trace);
    return Json.written(
        json -> {
          json.writeStartObject();
          json.writeStringField("unit", unit.symbol());
          json.writeNumberField("decimals", unit == GlucoseUnit.MG_DL ? 0 : 1);
          json.writeNumberField("days", days);
          json.writeNumberField("leastDays", LEAST_DAYS);
          GlucoseThresholds.Limits limits = patient.thresholds().in(unit);
          json.writeNumberField("low", limits.low());
          json.writeNumberField("high", limits.high());
          json.writeArrayFieldStart("rows");
          if (days >= LEAST_DAYS) {
            for (PercentileProfile.Row row : profile.rows()) {
              row(json, row);
            }
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void row(JsonGenerator json, PercentileProfile.Row row) throws IOException {
    json.writeStartArray();
    json.writeNumber(row.secondOfDay());
    for (double mgdl : new double[] {row.p05(), row.p25(), row.p50(), row.p75(), row.p95()}) {
      json.writeNumber(Math.round(Glucose.mgdl(mgdl).in(unit) * 100) / 100.0);
    }
    json.writeEndArray();
  }

  private int days(GlucoseTrace trace) {
    Set<Long> days = new HashSet<>();
    for (int i = 0; i < trace.size(); i++) {
      days.add(trace.at(i).atZone(patient.zone()).toLocalDate().toEpochDay());
    }
    return days.size();
  }
}
