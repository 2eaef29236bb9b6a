package io.efollowup.portal.internal.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.glucose.GlucoseThresholds.Limits;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.glucose.metrics.GlucoseMetrics;
import io.efollowup.glucose.metrics.MetricTable;
import io.efollowup.portal.internal.access.PatientRefs;
import io.efollowup.portal.internal.access.Permissions;
import io.efollowup.portal.internal.access.ViewAudit;
import io.efollowup.portal.internal.access.Viewer;
import io.efollowup.portal.internal.web.Json;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import io.efollowup.record.Alarm;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.StoredReading;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /api/v1/patients}: the record for programs. Numbers are as they were measured. */
public final class PatientApi {
  private final ClinicalRecord record;
  private final PatientRefs refs;
  private final ViewAudit audit;
  private final InstantSource clock;

  public PatientApi(ClinicalRecord record, PatientRefs refs, ViewAudit audit, InstantSource clock) {
    this.record = record;
    this.refs = refs;
    this.audit = audit;
    this.clock = clock;
  }

  /** GET {@code /patients}. */
  public Reply list(Request request, Viewer viewer) {
    audit.viewed(viewer, "patients.list", Optional.empty());
    OrganisationRecord in = record.in(viewer.organisation());
    return Reply.json(
        Json.written(
            json -> {
              json.writeStartArray();
              for (Patient patient : in.patients()) {
                if (Permissions.reaches(
                    viewer.account().role(), viewer.account().patient(), patient.id())) {
                  patient(json, viewer, in, patient);
                }
              }
              json.writeEndArray();
            }));
  }

  private void patient(JsonGenerator json, Viewer viewer, OrganisationRecord in, Patient patient)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", patient.id().value());
    json.writeStringField("ref", refs.of(viewer.organisation(), patient.id()));
    json.writeStringField("type", patient.type().name().toLowerCase(Locale.ROOT));
    if (patient.birthYear().isPresent()) {
      json.writeNumberField("birthYear", patient.birthYear().getAsInt());
    }
    json.writeStringField("zone", patient.zone().getId());
    json.writeStringField("unit", patient.unit().symbol());
    targets(json, patient.targets());
    Optional<StoredReading> latest = in.latestReading(patient.id());
    if (latest.isPresent()) {
      json.writeFieldName("latest");
      reading(json, latest.get());
    }
    json.writeEndObject();
  }

  private static void targets(JsonGenerator json, TargetLimits targets) throws IOException {
    json.writeObjectFieldStart("targets");
    json.writeStringField("group", targets.group().code());
    json.writeArrayFieldStart("limits");
    for (GlucoseUnit unit : GlucoseUnit.values()) {
      Limits limits = targets.thresholds().in(unit);
      json.writeStartObject();
      json.writeStringField("unit", unit.symbol());
      json.writeNumberField("veryLow", limits.veryLow());
      json.writeNumberField("low", limits.low());
      json.writeNumberField("high", limits.high());
      json.writeNumberField("veryHigh", limits.veryHigh());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** GET {@code /patients/{p}/readings?from&to}. */
  public Reply readings(Request request, Viewer viewer, Patient patient) {
    OrganisationRecord in = record.in(viewer.organisation());
    Span span = span(request, in, patient);
    List<StoredReading> readings = in.readings(patient.id(), span.from(), span.to());
    return Reply.json(
        Json.written(
            json -> {
              json.writeStartArray();
              for (StoredReading reading : readings) {
                reading(json, reading);
              }
              json.writeEndArray();
            }));
  }

  private static void reading(JsonGenerator json, StoredReading stored) throws IOException {
    GlucoseReading reading = stored.reading();
    json.writeStartObject();
    json.writeStringField("at", reading.statedAt().toString());
    value(json, reading.value());
    if (reading.trend().isPresent()) {
      json.writeNumberField("trend", reading.trend().getAsDouble());
    }
    json.writeStringField("receivedAt", stored.receivedAt().toString());
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, GlucoseValue value) throws IOException {
    switch (value) {
      case GlucoseValue.Measured(Glucose glucose) -> {
        json.writeNumberField("glucose", glucose.value());
        json.writeStringField("unit", glucose.unit().symbol());
      }
      case GlucoseValue.OutOfRange side ->
          json.writeStringField("outOfRange", side.name().toLowerCase(Locale.ROOT));
    }
  }

  /** GET {@code /patients/{p}/metrics?from&to}. */
  public Reply metrics(Request request, Viewer viewer, Patient patient) {
    OrganisationRecord in = record.in(viewer.organisation());
    Span span = span(request, in, patient);
    GlucoseTrace trace = in.trace(patient.id(), span.from(), span.to());
    MetricTable table = GlucoseMetrics.of(trace, patient.zone());
    return Reply.json(
        Json.written(
            json -> {
              json.writeStartObject();
              json.writeStringField("from", span.from().toString());
              json.writeStringField("to", span.to().toString());
              json.writeNumberField("readings", trace.size());
              metrics(json, table);
              json.writeEndObject();
            }));
  }

  /** A metric without a number is null, with its reason beside it: nothing is left out silently. */
  private static void metrics(JsonGenerator json, MetricTable table) throws IOException {
    for (var key : table.values().keySet()) {
      if (table.value(key).isPresent()) {
        json.writeNumberField(key.key(), table.value(key).getAsDouble());
      } else {
        json.writeNullField(key.key());
      }
    }
    json.writeObjectFieldStart("unavailable");
    for (var key : table.values().keySet()) {
      Optional<String> reason = table.unavailable(key);
      if (reason.isPresent()) {
        json.writeStringField(key.key(), reason.get());
      }
    }
    json.writeEndObject();
  }

  /** GET {@code /patients/{p}/alarms?from&to}. */
  public Reply alarms(Request request, Viewer viewer, Patient patient) {
    Span span = Span.of(request, Instant.EPOCH, clock);
    List<Alarm> alarms =
        record.in(viewer.organisation()).alarms(patient.id(), span.from(), span.to());
    return Reply.json(
        Json.written(
            json -> {
              json.writeStartArray();
              for (Alarm alarm : alarms) {
                alarm(json, alarm);
              }
              json.writeEndArray();
            }));
  }

  private static void alarm(JsonGenerator json, Alarm alarm) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", alarm.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.writeStringField("since", alarm.since().toString());
    json.writeStringField("raisedAt", alarm.raisedAt().toString());
    if (alarm.value().isPresent()) {
      value(json, alarm.value().get());
    }
    json.writeBooleanField("active", alarm.isActive());
    if (alarm.resolvedAt().isPresent()) {
      json.writeStringField("resolvedAt", alarm.resolvedAt().get().toString());
    }
    if (alarm.acknowledgedAt().isPresent()) {
      json.writeStringField("acknowledgedAt", alarm.acknowledgedAt().get().toString());
      json.writeStringField("acknowledgedBy", alarm.acknowledgedBy().orElse(""));
    }
    json.writeEndObject();
  }

  private Span span(Request request, OrganisationRecord in, Patient patient) {
    return Span.of(request, in.firstReadingAt(patient.id()).orElse(Instant.EPOCH), clock);
  }
}
