package io.efollowup.server.admin;

import java.util.List;
import java.util.Map;

/**
 * An operator's operations. Arguments and results are plain data, so that they pass through the
 * local control endpoint unchanged; an empty string states that something is absent. Every
 * operation fails with {@link AdministrationProblem}, whose message is for the operator.
 */
public interface Administration {
  /**
   * Registers a device with keys of its own.
   *
   * @param patient pseudonym of the patient whose readings a new device brings, whatever their
   *     time, until it is assigned to another; made if new; empty for none
   * @return the device's connection string
   */
  String createDevice(String device, String patient);

  /**
   * Says whose readings a device brings from an instant on, and releases what was kept aside for it
   * since then.
   *
   * @param patient pseudonym; made if new
   * @param from ISO-8601 instant with offset; empty for now
   * @return how many items kept aside were released
   */
  int assignDevice(String device, String patient, String from);

  DeviceView device(String device);

  List<DeviceView> devices();

  /** Messages to the device that it did not complete, of the last seven days, oldest first. */
  List<DeadLetterView> deadLetters(String device);

  void disableDevice(String device);

  /** Removes the device and ends its assignment; what it sent stays. */
  void deleteDevice(String device);

  /** The twin of a device, as services read it: JSON. */
  String deviceTwin(String device);

  /**
   * Lays a JSON object over a device's desired properties; a null inside removes.
   *
   * @return the twin afterwards
   */
  String changeDesired(String device, String desired);

  /** The connection string of a shared access policy. */
  String policyConnectionString(String policy);

  String deviceConnectionString(String device);

  /**
   * Gives a policy a new primary key and returns its new connection string. The key that was
   * primary becomes secondary and stays good until the next rotation.
   */
  String rotatePolicyKey(String policy);

  /** The same for a device. */
  String rotateDeviceKey(String device);

  /** Patients by pseudonym. */
  List<PatientView> patients();

  PatientView patient(String patient);

  /**
   * Changes what is known of a patient; figures of past days are counted anew by it.
   *
   * @return what changed, in words such as {@code birth-year}; nothing where all was so already
   */
  List<String> changePatient(String patient, ProfileRequest change);

  StatusView status();

  /** Makes an account; fails when the name is taken. */
  void createAccount(AccountRequest request);

  /** Gives an account another password and ends its lock-out. */
  void setPassword(String account, String password);

  /**
   * Registers one device and one patient for each subject of a file; the same subject always gets
   * the same ones.
   */
  List<ReplayTarget> registerForReplay(List<String> subjects, String zone, String unit);

  /** Waits until the monitor has passed everything the journal holds now. */
  boolean drain(long timeoutMillis);

  /** The report of a stored patient, in the form asked for. */
  byte[] patientReport(ReportRequest request);

  /**
   * The report of a stored patient's ninety days, in the form asked for.
   *
   * @param laboratory values beside the stored ones; they are not kept
   * @param goals set with the patient, in place of stored ones about the same; not kept either
   */
  byte[] programmeReport(
      ReportRequest request, List<LaboratoryView> laboratory, List<GoalView> goals);

  /**
   * Stores laboratory values and goals, all of them or nothing. What is stored already stays as it
   * is.
   */
  ImportView importProgramme(List<ProgrammeView> programmes);

  /** Whose a device is, and whether it may speak. */
  record DeviceView(
      String id, boolean enabled, String patient, String createdAt, int waitingMessages) {}

  /**
   * A message to a device that was not completed, without what it says.
   *
   * @param outcome why it left its queue
   * @param messageId empty when its sender stated none
   * @param bytes of its body
   */
  record DeadLetterView(
      long sequence, String outcome, String queued, String ended, String messageId, int bytes) {}

  /**
   * What is known of a patient.
   *
   * @param birthYear empty where it is not known
   * @param unit the patient reads, and limits are stated in here
   * @param targets group whose limits and goals they are judged by
   */
  record PatientView(
      String id,
      String type,
      String birthYear,
      String zone,
      String unit,
      String targets,
      double veryLow,
      double low,
      double high,
      double veryHigh,
      String createdAt) {
    /** Says nothing of whom. */
    @Override
    public String toString() {
      return "PatientView";
    }
  }

  /**
   * What is to change of a patient; what is empty stays.
   *
   * @param birthYear {@code none} forgets it
   * @param limits of the patient's own, with their unit: {@code 54,70,180,250mgdl}
   */
  record ProfileRequest(
      String type, String birthYear, String zone, String unit, String targets, String limits) {
    /** Says nothing of it. */
    @Override
    public String toString() {
      return "ProfileRequest";
    }
  }

  /**
   * Counts over the record.
   *
   * @param lag acknowledged journal entries the monitor has not passed
   */
  record StatusView(
      long patients,
      long readings,
      long events,
      long alarms,
      Map<String, Long> refused,
      long lag,
      long held) {}

  /** An account to be made. */
  record AccountRequest(
      String name, String role, String password, String patient, String language) {
    /** Says nothing of the password. */
    @Override
    public String toString() {
      return "AccountRequest[" + role + "]";
    }
  }

  /** The devices and patients that stand for a file's subjects. */
  record ReplayTarget(
      String subject, String device, String patient, String session, String connectionString) {
    /** Says nothing of the key. */
    @Override
    public String toString() {
      return "ReplayTarget";
    }
  }

  /**
   * Which report of whom; dates are ISO-8601, empty for the last days with readings.
   *
   * @param targets group whose targets the report judges by; empty for the patient's
   * @param paper empty for A4
   * @param format {@code json}; empty for PDF
   */
  record ReportRequest(
      String patient,
      String kind,
      String from,
      String to,
      String language,
      String unit,
      String targets,
      String paper,
      String format) {
    /** A request for PDF without wishes for targets and paper. */
    public ReportRequest(
        String patient, String kind, String from, String to, String language, String unit) {
      this(patient, kind, from, to, language, unit, "", "", "");
    }
  }

  /**
   * A laboratory's HbA1c.
   *
   * @param at ISO-8601 instant, or a date alone: a day of the patient's zone
   * @param unit {@code PERCENT} or {@code MMOL_PER_MOL}
   * @param laboratory who measured it; empty where that is not known
   */
  record LaboratoryView(String at, double value, String unit, String laboratory) {
    /** Whether no more than the day is known. */
    boolean isDayAlone() {
      return at.length() == "2026-05-10".length();
    }

    /** Says nothing of the value. */
    @Override
    public String toString() {
      return "LaboratoryView";
    }
  }

  /**
   * A goal set with a patient.
   *
   * @param measure name of the measure, which says the unit of the value
   * @param by date when it is to be reached; empty for none
   * @param set date it was set; empty for now
   * @param setBy who set it; empty where that is not known
   */
  record GoalView(String measure, double value, String by, String set, String setBy) {
    /** Says nothing of the goal. */
    @Override
    public String toString() {
      return "GoalView";
    }
  }

  /** What files say of one patient's programme. */
  record ProgrammeView(String patient, List<LaboratoryView> laboratory, List<GoalView> goals) {
    /** Says nothing of whom. */
    @Override
    public String toString() {
      return "ProgrammeView";
    }
  }

  /**
   * What became of it.
   *
   * @param known entries that were stored before
   */
  record ImportView(int laboratory, int goals, int known) {}
}
