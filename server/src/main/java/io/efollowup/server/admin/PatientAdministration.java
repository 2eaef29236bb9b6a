package io.efollowup.server.admin;

import static io.efollowup.server.admin.AdministrationParts.ORGANISATION;

import io.efollowup.glucose.GlucoseThresholds.Limits;
import io.efollowup.portal.LiveUpdates;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.PatientProfiles;
import io.efollowup.record.ProfileChange;
import io.efollowup.record.ProfileChange.OwnLimits;
import io.efollowup.record.ProfileField;
import io.efollowup.record.ProfileRefusedException;
import io.efollowup.record.Signature;
import io.efollowup.server.admin.Administration.PatientView;
import io.efollowup.server.admin.Administration.ProfileRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known of patients, and what they are judged by. */
final class PatientAdministration {
  private static final String SYSTEM = "system";
  private static final Pattern LIMITS = Pattern.compile("(.*[0-9])\\s*([a-zA-Z/]+)");

  private final ClinicalRecord record;
  private final LiveUpdates live;
  private final InstantSource clock;

  PatientAdministration(ClinicalRecord record, LiveUpdates live, InstantSource clock) {
    this.record = record;
    this.live = live;
    this.clock = clock;
  }

  List<PatientView> all() {
    return in().patients().stream().map(PatientAdministration::view).toList();
  }

  PatientView view(PatientId id) {
    return view(PatientReports.patient(in(), id));
  }

  /** Open pages are told, so that they judge anew at once. */
  List<String> change(PatientId id, ProfileRequest request) {
    PatientReports.patient(in(), id);
    try {
      Set<ProfileField> fields =
          new PatientProfiles(record)
              .change(ORGANISATION, id, change(request), new Signature(clock.instant(), SYSTEM));
      if (!fields.isEmpty()) {
        live.changed(ORGANISATION, id);
      }
      return fields.stream().map(ProfileField::code).toList();
    } catch (ProfileRefusedException e) {
      throw new AdministrationProblem(e.getMessage(), e);
    }
  }

  private static ProfileChange change(ProfileRequest request) {
    return new ProfileChange(
        stated(request.type()),
        stated(request.birthYear()),
        stated(request.zone()),
        stated(request.unit()),
        stated(request.targets()),
        stated(request.limits()).map(PatientAdministration::limits));
  }

  private static Optional<String> stated(String text) {
    return Optional.of(text).filter(words -> !words.isEmpty());
  }

  /** Without a unit, or where they are not numbers, they are refused as incomplete. */
  private static OwnLimits limits(String text) {
    Matcher parts = LIMITS.matcher(text.strip());
    return parts.matches()
        ? OwnLimits.of(parts.group(2), List.of(parts.group(1).split("\\s*,\\s*", -1)))
        : OwnLimits.of("", List.of());
  }

  private OrganisationRecord in() {
    return record.in(ORGANISATION);
  }

  private static PatientView view(Patient patient) {
    Limits limits = patient.thresholds().in(patient.unit());
    return new PatientView(
        patient.id().value(),
        patient.type().code(),
        patient.birthYear().isPresent() ? Integer.toString(patient.birthYear().getAsInt()) : "",
        patient.zone().getId(),
        patient.unit().symbol(),
        patient.targets().group().code(),
        limits.veryLow(),
        limits.low(),
        limits.high(),
        limits.veryHigh(),
        patient.createdAt().toString());
  }
}
