package io.efollowup.server.admin;

import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.insight.LaboratoryValue;
import io.efollowup.insight.PersonalGoal;
import io.efollowup.insight.Targets;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.RecordTransaction;
import io.efollowup.record.Signature;
import io.efollowup.server.admin.Administration.GoalView;
import io.efollowup.server.admin.Administration.ImportView;
import io.efollowup.server.admin.Administration.LaboratoryView;
import io.efollowup.server.admin.Administration.ProgrammeView;
import io.efollowup.server.admin.LongReports.Programme;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Laboratory values and goals as the record holds them, for reports and from files. */
final class StoredProgramme {
  private static final String SYSTEM = "system";

  private StoredProgramme() {}

  /**
   * What the record knows of a patient's programme. A goal that these targets cannot judge, such as
   * one of very high glucose in pregnancy, is none of theirs.
   */
  static Programme of(OrganisationRecord record, PatientId patient, Targets targets) {
    List<LaboratoryValue> values =
        record.laboratory(patient).stream()
            .filter(entry -> entry.withdrawn().isEmpty())
            .map(entry -> new LaboratoryValue(entry.at(), entry.value()))
            .toList();
    List<PersonalGoal> goals =
        GoalEntry.holding(record.goals(patient)).stream()
            .filter(goal -> isJudged(goal.measure(), targets))
            .map(goal -> new PersonalGoal(goal.measure(), goal.value(), false, goal.by()))
            .toList();
    return new Programme(values, goals);
  }

  /** Whether targets tell what a goal is about. */
  static boolean isJudged(GoalMeasure measure, Targets targets) {
    return measure != GoalMeasure.TIME_VERY_HIGH || targets.tellsVeryHigh();
  }

  /**
   * Stores what files say, all of it or nothing. What the record knows, from a file or typed by a
   * person, is not stored again; what a person withdrew stays withdrawn.
   */
  static ImportView store(
      ClinicalRecord record, OrganisationId organisation, List<ProgrammeView> all, Instant now) {
    OrganisationRecord in = record.in(organisation);
    List<String> strangers =
        all.stream()
            .map(ProgrammeView::patient)
            .filter(id -> pseudonym(id).flatMap(in::patient).isEmpty())
            .toList();
    if (!strangers.isEmpty()) {
      throw new AdministrationProblem(
          "%d id(s) are no patients of the record, the first of them %s; nothing was imported"
              .formatted(strangers.size(), strangers.getFirst()));
    }
    return record.write(
        transaction -> {
          int values = 0;
          int goals = 0;
          for (ProgrammeView one : all) {
            Patient patient = in.patient(new PatientId(one.patient())).orElseThrow();
            values += values(transaction, in, patient, one.laboratory(), now);
            goals += goals(transaction, in, patient, one.goals(), now);
          }
          int stated =
              all.stream().mapToInt(one -> one.laboratory().size() + one.goals().size()).sum();
          return new ImportView(values, goals, stated - values - goals);
        });
  }

  private static int values(
      RecordTransaction transaction,
      OrganisationRecord in,
      Patient patient,
      List<LaboratoryView> views,
      Instant now) {
    Set<UUID> known =
        in.laboratory(patient.id()).stream().map(LaboratoryEntry::id).collect(Collectors.toSet());
    int added = 0;
    for (LaboratoryView view : views) {
      LaboratoryEntry entry = entry(patient, view, now);
      if (known.add(entry.id())) {
        transaction.putLaboratory(in.organisation(), patient.id(), entry);
        added++;
      }
    }
    audit(transaction, in.organisation(), patient.id(), "laboratory.import", added, now);
    return added;
  }

  private static int goals(
      RecordTransaction transaction,
      OrganisationRecord in,
      Patient patient,
      List<GoalView> views,
      Instant now) {
    List<GoalEntry> known = new ArrayList<>(in.goals(patient.id()));
    int added = 0;
    for (GoalView view : views) {
      GoalEntry goal = entry(patient, view, now);
      if (known.stream().noneMatch(one -> isSame(one, goal, view))) {
        known.add(goal);
        transaction.putGoal(in.organisation(), patient.id(), goal);
        added++;
      }
    }
    audit(transaction, in.organisation(), patient.id(), "goal.import", added, now);
    return added;
  }

  private static void audit(
      RecordTransaction transaction,
      OrganisationId organisation,
      PatientId patient,
      String action,
      int added,
      Instant now) {
    if (added > 0) {
      transaction.audit(
          organisation, new AuditEntry(now, SYSTEM, action, Optional.of(patient), "allowed"));
    }
  }

  private static LaboratoryEntry entry(Patient patient, LaboratoryView view, Instant now) {
    var value =
        new GlycatedHaemoglobin(view.value(), GlycatedHaemoglobin.Unit.valueOf(view.unit()));
    var who = new Signature(now, SYSTEM);
    return view.isDayAlone()
        ? LaboratoryEntry.of(patient, LocalDate.parse(view.at()), value, view.laboratory(), who)
        : LaboratoryEntry.of(patient, Instant.parse(view.at()), value, view.laboratory(), who);
  }

  private static GoalEntry entry(Patient patient, GoalView view, Instant now) {
    Instant set = view.set().isEmpty() ? now : noonOrNow(view.set(), patient, now);
    return GoalEntry.of(
        patient,
        GoalMeasure.valueOf(view.measure()),
        view.value(),
        view.by().isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(view.by())),
        new Signature(set, view.setBy().isEmpty() ? SYSTEM : view.setBy()));
  }

  /**
   * Noon of a day in the patient's zone; what was set this morning was not set in the afternoon.
   */
  private static Instant noonOrNow(String day, Patient patient, Instant now) {
    ZonedDateTime noon = LocalDate.parse(day).atTime(12, 0).atZone(patient.zone());
    boolean today = noon.toLocalDate().equals(now.atZone(patient.zone()).toLocalDate());
    return today && noon.toInstant().isAfter(now) ? now : noon.toInstant();
  }

  /** A row that does not say when its goal was set may have been read on any day before. */
  private static boolean isSame(GoalEntry known, GoalEntry goal, GoalView view) {
    return known.id().equals(goal.id()) || view.set().isEmpty() && known.saysTheSameAs(goal);
  }

  private static Optional<PatientId> pseudonym(String text) {
    try {
      return Optional.of(new PatientId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
