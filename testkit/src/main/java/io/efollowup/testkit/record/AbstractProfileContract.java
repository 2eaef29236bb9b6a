package io.efollowup.testkit.record;

import static io.efollowup.record.OrganisationId.DEFAULT;
import static io.efollowup.testkit.record.RecordSamples.ANNA;
import static io.efollowup.testkit.record.RecordSamples.BEN;
import static io.efollowup.testkit.record.RecordSamples.NOON;
import static io.efollowup.testkit.record.RecordSamples.OTHER;
import static io.efollowup.testkit.record.RecordSamples.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.record.AlarmKind;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.ClinicalRecord;
import io.efollowup.record.DiabetesType;
import io.efollowup.record.Patient;
import io.efollowup.record.PatientId;
import io.efollowup.record.PatientProfiles;
import io.efollowup.record.ProfileChange;
import io.efollowup.record.ProfileChange.OwnLimits;
import io.efollowup.record.ProfileField;
import io.efollowup.record.ProfileRefusedException;
import io.efollowup.record.RunningSummary;
import io.efollowup.record.Signature;
import io.efollowup.record.Summary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What follows from a change of a profile, in every clinical record. */
public abstract class AbstractProfileContract {
  private static final Optional<String> SAME = Optional.empty();
  private static final ProfileChange NOTHING =
      new ProfileChange(SAME, SAME, SAME, SAME, SAME, Optional.empty());
  private static final Signature DOCTOR = new Signature(NOON, "dr.li");
  private static final Instant WORN = NOON.minus(Duration.ofDays(40));

  protected ClinicalRecord record;

  /** A new, empty record. */
  protected abstract ClinicalRecord open();

  @BeforeEach
  void openWithAWearThatIsCounted() {
    record = open();
    record.write(
        tx -> {
          for (PatientId id : List.of(ANNA, BEN)) {
            tx.addPatient(DEFAULT, patient(id));
            tx.addReadings(DEFAULT, id, RecordSamples.wear("s-1", WORN, 3, 7));
            tx.addReadings(DEFAULT, id, RecordSamples.wear("s-2", NOON, 1, 8));
            RunningSummary.all(
                    id,
                    tx.trace(DEFAULT, id, Instant.MIN, Instant.MAX),
                    patient(id).thresholds(),
                    patient(id).zone())
                .forEach(summary -> tx.putSummary(DEFAULT, summary));
          }
          tx.putAlarm(DEFAULT, RecordSamples.alarm(ANNA, AlarmKind.LOW, NOON));
          return null;
        });
  }

  @AfterEach
  void close() {
    record.close();
  }

  /** Targets of a group. */
  protected static ProfileChange targets(String group) {
    return new ProfileChange(SAME, SAME, SAME, SAME, Optional.of(group), Optional.empty());
  }

  /** Another zone. */
  protected static ProfileChange zone(String zone) {
    return new ProfileChange(SAME, SAME, Optional.of(zone), SAME, SAME, Optional.empty());
  }

  private Patient anna() {
    return record.in(DEFAULT).patient(ANNA).orElseThrow();
  }

  private List<Summary> summaries(PatientId patient) {
    List<Summary> all = new ArrayList<>();
    for (Summary.Span span : Summary.Span.values()) {
      all.addAll(record.in(DEFAULT).summaries(patient, span, Instant.MIN, Instant.MAX));
    }
    return all;
  }

  private List<Summary> counted(GlucoseThresholds by, ZoneId zone) {
    GlucoseTrace trace = record.in(DEFAULT).trace(ANNA, Instant.MIN, Instant.MAX);
    return RunningSummary.all(ANNA, trace, by, zone);
  }

  private List<String> audited() {
    return record.in(DEFAULT).audit(100).stream()
        .map(entry -> entry.actor() + " " + entry.action())
        .toList();
  }

  @Test
  void shouldChangeWhatIsStatedAndSayWho() {
    var change =
        new ProfileChange(
            Optional.of("type-1"),
            Optional.of("1951"),
            SAME,
            Optional.of("mgdl"),
            SAME,
            Optional.empty());

    assertThat(new PatientProfiles(record).change(DEFAULT, ANNA, change, DOCTOR))
        .containsExactly(ProfileField.TYPE, ProfileField.BIRTH_YEAR, ProfileField.UNIT);

    Patient before = patient(ANNA);
    assertThat(anna())
        .isEqualTo(
            new Patient(
                ANNA,
                DiabetesType.TYPE_1,
                OptionalInt.of(1951),
                before.zone(),
                GlucoseUnit.MG_DL,
                before.targets(),
                before.createdAt()));
    assertThat(record.in(DEFAULT).patient(BEN)).contains(patient(BEN));
    assertThat(audited())
        .containsExactlyInAnyOrder(
            "dr.li profile.type", "dr.li profile.birth-year", "dr.li profile.unit");
    assertThat(record.in(DEFAULT).audit(1).getFirst())
        .extracting(AuditEntry::at, AuditEntry::patient, AuditEntry::outcome)
        .containsExactly(NOON, Optional.of(ANNA), "allowed");
  }

  @Test
  void shouldCountPastHoursAndDaysByTheNewLimits() {
    List<Summary> ofBen = summaries(BEN);
    new PatientProfiles(record).change(DEFAULT, ANNA, targets("pregnancy"), DOCTOR);

    assertThat(anna().targets().group()).isEqualTo(TargetGroup.PREGNANCY);
    assertThat(summaries(ANNA))
        .isEqualTo(counted(GlucoseThresholds.PREGNANCY, anna().zone()))
        .isNotEqualTo(counted(GlucoseThresholds.STANDARD, anna().zone()));
    assertThat(summaries(BEN)).isEqualTo(ofBen);
    assertThat(record.in(DEFAULT).activeAlarms()).hasSize(1);
  }

  @Test
  void shouldCountPastDaysOfTheNewZoneAndKeepNoneOfTheOld() {
    new PatientProfiles(record).change(DEFAULT, ANNA, zone("asia/kolkata"), DOCTOR);

    assertThat(anna().zone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
    assertThat(summaries(ANNA))
        .isEqualTo(counted(GlucoseThresholds.STANDARD, ZoneId.of("Asia/Kolkata")))
        .isNotEqualTo(counted(GlucoseThresholds.STANDARD, patient(ANNA).zone()));
    assertThat(audited()).containsExactly("dr.li profile.zone");
  }

  @Test
  void shouldLeaveCountsThatDoNotDependOnWhatChanged() {
    List<Summary> before = summaries(ANNA);

    assertThat(new PatientProfiles(record).change(DEFAULT, ANNA, targets("older"), DOCTOR))
        .containsExactly(ProfileField.TARGETS);
    assertThat(summaries(ANNA)).isEqualTo(before);
    assertThat(anna().targets().group()).isEqualTo(TargetGroup.OLDER);
    assertThat(anna().thresholds()).isEqualTo(GlucoseThresholds.STANDARD);
  }

  @Test
  void shouldWriteNothingWhereAllIsSoAlready() {
    assertThat(new PatientProfiles(record).change(DEFAULT, ANNA, targets("adult"), DOCTOR))
        .isEmpty();
    assertThat(new PatientProfiles(record).change(DEFAULT, ANNA, NOTHING, DOCTOR)).isEmpty();
    assertThat(audited()).isEmpty();
  }

  @Test
  void shouldChangeNothingWherePartOfTheChangeIsWrong() {
    List<Summary> before = summaries(ANNA);
    var half =
        new ProfileChange(
            Optional.of("type-1"),
            SAME,
            SAME,
            SAME,
            SAME,
            Optional.of(OwnLimits.of("mmol", List.of("4", "3.9", "10", "13.9"))));

    assertThatThrownBy(() -> new PatientProfiles(record).change(DEFAULT, ANNA, half, DOCTOR))
        .isInstanceOf(ProfileRefusedException.class)
        .hasMessageContaining("must rise");
    assertThat(anna()).isEqualTo(patient(ANNA));
    assertThat(summaries(ANNA)).isEqualTo(before);
    assertThat(audited()).isEmpty();
  }

  @Test
  void shouldKnowOnlyPatientsOfTheOrganisation() {
    assertThatThrownBy(
            () -> new PatientProfiles(record).change(OTHER, ANNA, targets("older"), DOCTOR))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(anna()).isEqualTo(patient(ANNA));
  }

  @Test
  void shouldChangePatientsWithoutReadings() {
    PatientId carol = new PatientId("P-CAROL1");
    record.write(
        tx -> {
          tx.addPatient(DEFAULT, patient(carol));
          return null;
        });
    new PatientProfiles(record).change(DEFAULT, carol, targets("gestational"), DOCTOR);

    assertThat(record.in(DEFAULT).patient(carol).orElseThrow().targets().group())
        .isEqualTo(TargetGroup.GESTATIONAL);
    assertThat(summaries(carol)).isEmpty();
  }
}
