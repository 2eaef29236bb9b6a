package io.efollowup.server.admin;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.ConnectionStrings;
import io.efollowup.hub.Device;
import io.efollowup.hub.DeviceRegistry;
import io.efollowup.hub.HubException;
import io.efollowup.hub.IfMatch;
import io.efollowup.hub.SharedAccessPolicies;
import io.efollowup.hub.SharedAccessPolicy;
import io.efollowup.journal.Journal;
import io.efollowup.monitor.HeldReadings;
import io.efollowup.record.Account;
import io.efollowup.record.Assignment;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.Passwords;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.RecordStatus;
import io.efollowup.record.RecordTransaction;
import io.efollowup.record.Role;
import io.efollowup.vault.KeyedDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Operations on the stores themselves, by the process that holds them. Thread-safe. */
public final class LocalAdministration implements Administration {
  private static final OrganisationId ORGANISATION = OrganisationId.DEFAULT;
  private static final int PAGE = 500;
  private static final int SHORTEST_PASSWORD = 8;
  private static final Duration DRAIN_PAUSE = Duration.ofMillis(10);

  /**
   * Before all readings: nobody can have worn a device under a credential that is only now made.
   */
  private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

  private final Parts parts;

  /** What it works on. */
  public record Parts(
      DeviceRegistry devices,
      SharedAccessPolicies policies,
      CloudToDeviceQueue cloudToDevice,
      ConnectionStrings connectionStrings,
      ClinicalRecord record,
      Journal journal,
      KeyedDigest replayDigest,
      ZoneId patientZone,
      GlucoseUnit patientUnit,
      InstantSource clock) {}

  public LocalAdministration(Parts parts) {
    this.parts = parts;
  }

  @Override
  public String createDevice(String device, String patient) {
    Optional<PatientId> whose = optional(patient).map(LocalAdministration::pseudonym);
    Device created = asking(() -> parts.devices().createWithGeneratedKeys(device));
    whose.ifPresent(id -> assign(device, id, parts.patientZone(), parts.patientUnit(), BEGINNING));
    return parts.connectionStrings().of(created);
  }

  @Override
  public int assignDevice(String device, String patient, String from) {
    existing(device);
    Instant since = from.isEmpty() ? parts.clock().instant() : instant(from);
    try {
      assign(device, pseudonym(patient), parts.patientZone(), parts.patientUnit(), since);
    } catch (IllegalArgumentException e) {
      throw new AdministrationProblem(e.getMessage(), e);
    }
    return new HeldReadings(parts.record(), parts.journal(), parts.clock())
        .release(device, since, Instant.MAX)
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

  private void assign(
      String device, PatientId patient, ZoneId zone, GlucoseUnit unit, Instant from) {
    parts
        .record()
        .write(
            tx -> {
              if (parts.record().in(ORGANISATION).patient(patient).isEmpty()) {
                addPatient(tx, patient, zone, unit);
              }
              tx.assign(new Assignment(ORGANISATION, device, patient, from, Optional.empty()));
              return patient;
            });
  }

  private void addPatient(RecordTransaction tx, PatientId patient, ZoneId zone, GlucoseUnit unit) {
    tx.addPatient(
        ORGANISATION,
        new Patient(
            patient,
            DiabetesType.UNKNOWN,
            OptionalInt.empty(),
            zone,
            unit,
            GlucoseThresholds.STANDARD,
            parts.clock().instant()));
  }

  @Override
  public DeviceView device(String device) {
    return view(existing(device));
  }

  private Device existing(String device) {
    return parts
        .devices()
        .find(device)
        .orElseThrow(() -> new AdministrationProblem("there is no device " + device));
  }

  private DeviceView view(Device device) {
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

  @Override
  public List<DeviceView> devices() {
    List<DeviceView> views = new ArrayList<>();
    String after = "";
    List<Device> page = parts.devices().list(after, PAGE);
    while (!page.isEmpty()) {
      page.forEach(device -> views.add(view(device)));
      after = page.getLast().id();
      page = parts.devices().list(after, PAGE);
    }
    return views;
  }

  @Override
  public void disableDevice(String device) {
    existing(device);
    asking(() -> parts.devices().setEnabled(device, false, "disabled by the operator"));
  }

  @Override
  public void deleteDevice(String device) {
    existing(device);
    asking(
        () -> {
          parts.devices().delete(device, IfMatch.any());
          return device;
        });
    Instant now = parts.clock().instant();
    parts
        .record()
        .assignmentAt(device, now)
        .ifPresent(
            assignment ->
                parts
                    .record()
                    .write(
                        tx -> {
                          tx.unassign(assignment.organisation(), device, now);
                          return device;
                        }));
  }

  @Override
  public String policyConnectionString(String policy) {
    return parts
        .connectionStrings()
        .of(
            parts
                .policies()
                .find(policy)
                .orElseThrow(
                    () ->
                        new AdministrationProblem(
                            "there is no policy %s; there are %s"
                                .formatted(
                                    policy,
                                    String.join(
                                        ", ",
                                        parts.policies().all().stream()
                                            .map(SharedAccessPolicy::name)
                                            .toList())))));
  }

  @Override
  public String deviceConnectionString(String device) {
    return parts.connectionStrings().of(existing(device));
  }

  @Override
  public StatusView status() {
    long end = parts.journal().end();
    RecordStatus status = parts.record().status();
    return new StatusView(
        status.patients(),
        status.readings(),
        status.events(),
        status.alarms(),
        new TreeMap<>(status.refused()),
        Math.max(0, end - Math.max(status.position(), parts.journal().first())),
        status.held());
  }

  @Override
  public void createAccount(AccountRequest request) {
    Role role = role(request.role());
    String name = request.name().toLowerCase(Locale.ROOT);
    if (!name.matches("[a-z0-9][a-z0-9._@-]{0,63}")) {
      throw new AdministrationProblem(
          "an account name has 1 to 64 of a-z, 0-9, . _ @ and -, beginning with a letter or digit");
    }
    if (parts.record().account(name).isPresent()) {
      throw new AdministrationProblem("there is an account %s already".formatted(name));
    }
    Optional<PatientId> patient = optional(request.patient()).map(LocalAdministration::pseudonym);
    if (role == Role.PATIENT && patient.isEmpty()) {
      throw new AdministrationProblem("a patient's account needs --patient");
    }
    if (!List.of("zh", "en").contains(request.language())) {
      throw new AdministrationProblem("the language is zh or en");
    }
    put(
        new Account(
            ORGANISATION,
            name,
            role,
            hash(request.password()),
            patient,
            request.language(),
            false,
            0,
            Optional.empty(),
            parts.clock().instant()));
  }

  @Override
  public void setPassword(String account, String password) {
    Account old =
        parts
            .record()
            .account(account)
            .orElseThrow(() -> new AdministrationProblem("there is no account " + account));
    put(
        new Account(
            old.organisation(),
            old.name(),
            old.role(),
            hash(password),
            old.patient(),
            old.language(),
            old.disabled(),
            0,
            Optional.empty(),
            old.createdAt()));
  }

  private void put(Account account) {
    parts
        .record()
        .write(
            tx -> {
              tx.putAccount(account);
              return account;
            });
  }

  private static String hash(String password) {
    if (password.length() < SHORTEST_PASSWORD) {
      throw new AdministrationProblem("a password has at least 8 characters");
    }
    return Passwords.hash(password.toCharArray());
  }

  @Override
  public List<ReplayTarget> registerForReplay(List<String> subjects, String zone, String unit) {
    GlucoseUnit shown = GlucoseUnit.ofSymbol(unit).orElse(parts.patientUnit());
    return subjects.stream().map(subject -> replayTarget(subject, ZoneId.of(zone), shown)).toList();
  }

  private ReplayTarget replayTarget(String subject, ZoneId zone, GlucoseUnit unit) {
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

  @Override
  public boolean drain(long timeoutMillis) {
    long end = parts.journal().end();
    Instant deadline = parts.clock().instant().plusMillis(timeoutMillis);
    try {
      while (parts.record().monitorPosition() < end) {
        if (parts.clock().instant().isAfter(deadline)) {
          return false;
        }
        Thread.sleep(DRAIN_PAUSE);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public byte[] patientReport(ReportRequest request) {
    PatientId patient = pseudonym(request.patient());
    return PatientReports.pdf(
        parts.record().in(ORGANISATION), patient, request, parts.clock().instant());
  }

  private static Optional<String> optional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static PatientId pseudonym(String text) {
    try {
      return new PatientId(text);
    } catch (IllegalArgumentException e) {
      throw new AdministrationProblem(e.getMessage(), e);
    }
  }

  private static Role role(String text) {
    try {
      return Role.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new AdministrationProblem(
          "there is no role %s; there are operator, security-officer, doctor, nurse, patient, follower, analyst"
              .formatted(text),
          e);
    }
  }

  private static <T> T asking(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (HubException e) {
      throw new AdministrationProblem(e.getMessage(), e);
    }
  }
}
