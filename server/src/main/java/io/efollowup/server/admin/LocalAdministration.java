package io.efollowup.server.admin;

import static io.efollowup.server.admin.AdministrationParts.ORGANISATION;

import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.hub.SharedAccessPolicy;
import io.efollowup.record.PatientId;
import io.efollowup.record.RecordStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Operations on the stores themselves, by the process that holds them. Thread-safe. */
public final class LocalAdministration implements Administration {
  private static final Duration DRAIN_PAUSE = Duration.ofMillis(10);

  private final AdministrationParts parts;
  private final DeviceAdministration devices;
  private final AccountAdministration accounts;
  private final PatientAdministration patients;

  public LocalAdministration(AdministrationParts parts) {
    this.parts = parts;
    this.devices = new DeviceAdministration(parts);
    this.accounts = new AccountAdministration(parts.record(), parts.clock());
    this.patients = new PatientAdministration(parts.record(), parts.live(), parts.clock());
  }

  @Override
  public String createDevice(String device, String patient) {
    return devices.create(device, optionalPseudonym(patient));
  }

  @Override
  public int assignDevice(String device, String patient, String from) {
    return devices.assign(device, pseudonym(patient), from);
  }

  @Override
  public DeviceView device(String device) {
    return devices.view(devices.existing(device));
  }

  @Override
  public List<DeviceView> devices() {
    return devices.all();
  }

  @Override
  public List<DeadLetterView> deadLetters(String device) {
    return devices.deadLetters(device);
  }

  @Override
  public void disableDevice(String device) {
    devices.disable(device);
  }

  @Override
  public void deleteDevice(String device) {
    devices.delete(device);
  }

  @Override
  public String deviceTwin(String device) {
    return devices.twin(device);
  }

  @Override
  public String changeDesired(String device, String desired) {
    return devices.changeDesired(device, desired);
  }

  @Override
  public String policyConnectionString(String policy) {
    return parts.connectionStrings().of(existingPolicy(policy));
  }

  @Override
  public String rotatePolicyKey(String policy) {
    return parts.connectionStrings().of(parts.policies().rotate(existingPolicy(policy).name()));
  }

  private SharedAccessPolicy existingPolicy(String policy) {
    return parts
        .policies()
        .find(policy)
        .orElseThrow(
            () ->
                new AdministrationProblem(
                    "there is no policy %s; there are %s".formatted(policy, policyNames())));
  }

  @Override
  public String rotateDeviceKey(String device) {
    return parts.connectionStrings().of(parts.devices().rotateKeys(devices.existing(device).id()));
  }

  private String policyNames() {
    return parts.policies().all().stream()
        .map(SharedAccessPolicy::name)
        .collect(Collectors.joining(", "));
  }

  @Override
  public String deviceConnectionString(String device) {
    return parts.connectionStrings().of(devices.existing(device));
  }

  @Override
  public List<PatientView> patients() {
    return patients.all();
  }

  @Override
  public PatientView patient(String patient) {
    return patients.view(pseudonym(patient));
  }

  @Override
  public List<String> changePatient(String patient, ProfileRequest change) {
    return patients.change(pseudonym(patient), change);
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
    accounts.create(request, optionalPseudonym(request.patient()));
  }

  @Override
  public void setPassword(String account, String password) {
    accounts.setPassword(account, password);
  }

  @Override
  public List<ReplayTarget> registerForReplay(List<String> subjects, String zone, String unit) {
    GlucoseUnit shown = GlucoseUnit.ofSymbol(unit).orElse(parts.patientUnit());
    return subjects.stream()
        .map(subject -> devices.replayTarget(subject, ZoneId.of(zone), shown))
        .toList();
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
    return PatientReports.document(
        parts.record().in(ORGANISATION),
        pseudonym(request.patient()),
        request,
        parts.clock().instant());
  }

  @Override
  public byte[] programmeReport(
      ReportRequest request, List<LaboratoryView> laboratory, List<GoalView> goals) {
    return LongReports.document(
        parts.record().in(ORGANISATION),
        pseudonym(request.patient()),
        request,
        LongReports.Programme.of(laboratory, goals),
        parts.clock().instant());
  }

  @Override
  public ImportView importProgramme(List<ProgrammeView> programmes) {
    return StoredProgramme.store(parts.record(), ORGANISATION, programmes, parts.clock().instant());
  }

  private static Optional<PatientId> optionalPseudonym(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(pseudonym(text));
  }

  private static PatientId pseudonym(String text) {
    try {
      return new PatientId(text);
    } catch (IllegalArgumentException e) {
      throw new AdministrationProblem(e.getMessage(), e);
    }
  }
}
