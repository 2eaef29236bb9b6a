package io.efollowup.server.admin;

import static io.efollowup.server.admin.AdministrationParts.ORGANISATION;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.hub.DeadLetter;
import io.efollowup.hub.Device;
import io.efollowup.hub.HubException;
import io.efollowup.hub.IfMatch;
import io.efollowup.hub.Twin;
import io.efollowup.hub.TwinChange;
import io.efollowup.monitor.HeldReadings;
import io.efollowup.record.Assignment;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.server.admin.Administration.DeadLetterView;
import io.efollowup.server.admin.Administration.DeviceView;
import io.efollowup.server.admin.Administration.ReplayTarget;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Devices, and whose readings they bring. */
final class DeviceAdministration {
  private static final int PAGE = 500;

  /**
   * Before all readings: nobody can have worn a device under a credential that is only now made.
   */
  private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

  private final AdministrationParts parts;

  DeviceAdministration(AdministrationParts parts) {
    this.parts = parts;
  }

  String create(String id, Optional<PatientId> patient) {
    Device created = asking(() -> parts.devices().createWithGeneratedKeys(id));
    patient.ifPresent(
        whose -> assign(id, whose, parts.patientZone(), parts.patientUnit(), BEGINNING));
    return parts.connectionStrings().of(created);
  }

  int assign(String id, PatientId patient, String from) {
    existing(id);
    Instant since = from.isEmpty() ? parts.clock().instant() : instant(from);
    try {
      assign(id, patient, parts.patientZone(), parts.patientUnit(), since);
    } catch (IllegalArgumentException e) {
      throw new AdministrationProblem(e.getMessage(), e);
    }
    return new HeldReadings(parts.record(), parts.journal(), parts.clock())
        .release(id, since, Instant.MAX)
        .items();
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new AdministrationProblem(
          "--from is a time with its offset, such as 2026-05-10T08:00:00+08:00", e);
    }
  }

  private void assign(String id, PatientId patient, ZoneId zone, GlucoseUnit unit, Instant from) {
    parts
        .record()
        .write(
            tx -> {
              if (parts.record().in(ORGANISATION).patient(patient).isEmpty()) {
                tx.addPatient(ORGANISATION, newPatient(patient, zone, unit));
              }
              tx.assign(new Assignment(ORGANISATION, id, patient, from, Optional.empty()));
              return patient;
            });
  }

  private Patient newPatient(PatientId id, ZoneId zone, GlucoseUnit unit) {
    return new Patient(
        id,
        DiabetesType.UNKNOWN,
        OptionalInt.empty(),
        zone,
        unit,
        TargetLimits.ADULT,
        parts.clock().instant());
  }

  Device existing(String id) {
    return parts
        .devices()
        .find(id)
        .orElseThrow(() -> new AdministrationProblem("there is no device " + id));
  }

  DeviceView view(Device device) {
    return new DeviceView(
        device.id(),
        device.enabled(),
        parts
            .record()
            .assignmentAt(device.id(), parts.clock().instant())
            .map(assignment -> assignment.patient().value())
            .orElse(""),
        device.createdAt().toString(),
        parts.cloudToDevice().depth(device.id()));
  }

  List<DeviceView> all() {
    List<DeviceView> views = new ArrayList<>();
    List<Device> page = parts.devices().list("", PAGE);
    while (!page.isEmpty()) {
      page.forEach(device -> views.add(view(device)));
      page = parts.devices().list(page.getLast().id(), PAGE);
    }
    return views;
  }

  List<DeadLetterView> deadLetters(String id) {
    return parts.cloudToDevice().deadLetters(existing(id).id()).stream()
        .map(DeviceAdministration::view)
        .toList();
  }

  private static DeadLetterView view(DeadLetter letter) {
    return new DeadLetterView(
        letter.sequence(),
        letter.outcome().label(),
        letter.enqueuedAt().toString(),
        letter.endedAt().toString(),
        letter.message().system().messageId().orElse(""),
        letter.message().body().length);
  }

  void disable(String id) {
    existing(id);
    asking(() -> parts.devices().setEnabled(id, false, "disabled by the operator"));
  }

  void delete(String id) {
    existing(id);
    asking(
        () -> {
          parts.devices().delete(id, IfMatch.any());
          return id;
        });
    Instant now = parts.clock().instant();
    parts
        .record()
        .assignmentAt(id, now)
        .ifPresent(
            assignment ->
                parts
                    .record()
                    .write(
                        tx -> {
                          tx.unassign(assignment.organisation(), id, now);
                          return id;
                        }));
  }

  String twin(String id) {
    existing(id);
    return text(asking(() -> parts.twins().get(id)));
  }

  String changeDesired(String id, String desired) {
    existing(id);
    byte[] json = desired.getBytes(StandardCharsets.UTF_8);
    return text(asking(() -> parts.twins().update(id, TwinChange.ofDesired(json), IfMatch.any())));
  }

  private static String text(Twin twin) {
    return new String(twin.serviceView(), StandardCharsets.UTF_8);
  }

  ReplayTarget replayTarget(String subject, ZoneId zone, GlucoseUnit unit) {
    ReplayIdentity identity = ReplayIdentity.of(subject, parts.replayDigest());
    Device device =
        parts
            .devices()
            .find(identity.device())
            .orElseGet(
                () -> asking(() -> parts.devices().createWithGeneratedKeys(identity.device())));
    if (parts.record().assignmentAt(device.id(), BEGINNING).isEmpty()) {
      assign(device.id(), identity.patient(), zone, unit, BEGINNING);
    }
    return new ReplayTarget(
        subject,
        device.id(),
        identity.patient().value(),
        identity.session(),
        parts.connectionStrings().of(device));
  }

  private static <T> T asking(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (HubException e) {
      throw new AdministrationProblem(e.getMessage(), e);
    }
  }
}
