package io.efollowup.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.insight.LaboratoryValue;
import io.efollowup.insight.PersonalGoal;
import io.efollowup.insight.Targets;
import io.efollowup.record.AuditEntry;
import io.efollowup.record.GoalEntry;
import io.efollowup.record.LaboratoryEntry;
import io.efollowup.record.OrganisationId;
import io.efollowup.record.OrganisationRecord;
import io.efollowup.record.Patient;
import io.efollowup.record.Signature;
import io.efollowup.server.admin.Administration.GoalView;
import io.efollowup.server.admin.Administration.ImportView;
import io.efollowup.server.admin.Administration.LaboratoryView;
import io.efollowup.server.admin.Administration.ProgrammeView;
import io.efollowup.server.admin.LongReports.Programme;
import io.efollowup.testkit.record.InMemoryRecord;
import io.efollowup.testkit.record.RecordSamples;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredProgrammeTest {
  private static final OrganisationId HERE = OrganisationId.DEFAULT;
  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");
  private static final String ANNA = RecordSamples.ANNA.value();
  private static final LaboratoryView VALUE =
      new LaboratoryView("2026-05-10T04:00:00Z", 58, "MMOL_PER_MOL", "City hospital");
  private static final GoalView IN_TARGET =
      new GoalView("TIME_IN_TARGET", 70, "2026-09-30", "2026-05-10", "Dr Li");

  private final InMemoryRecord record = new InMemoryRecord();

  @BeforeEach
  void addAnna() {
    write(tx -> tx.addPatient(HERE, RecordSamples.patient(RecordSamples.ANNA)));
  }

  private void write(java.util.function.Consumer<io.efollowup.record.RecordTransaction> work) {
    record.write(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  private OrganisationRecord here() {
    return record.in(HERE);
  }

  private ImportView store(ProgrammeView... all) {
    return StoredProgramme.store(record, HERE, List.of(all), NOW);
  }

  private Programme programme(Targets targets) {
    return StoredProgramme.of(here(), RecordSamples.ANNA, targets);
  }

  @Test
  void shouldStoreEachRowOnceAndSayWhoSetIt() {
    ProgrammeView all = new ProgrammeView(ANNA, List.of(VALUE), List.of(IN_TARGET));

    assertThat(store(all)).isEqualTo(new ImportView(1, 1, 0));
    assertThat(store(all)).isEqualTo(new ImportView(0, 0, 2));

    assertThat(here().laboratory(RecordSamples.ANNA).getFirst().laboratory())
        .isEqualTo("City hospital");
    assertThat(here().goals(RecordSamples.ANNA).getFirst().set())
        .isEqualTo(new Signature(Instant.parse("2026-05-10T04:00:00Z"), "Dr Li"));
    assertThat(here().audit(10))
        .extracting(AuditEntry::action)
        .containsExactly("goal.import", "laboratory.import");
    assertThat(programme(Targets.ADULT))
        .isEqualTo(
            new Programme(
                List.of(
                    new LaboratoryValue(
                        Instant.parse("2026-05-10T04:00:00Z"), GlycatedHaemoglobin.mmolPerMol(58))),
                List.of(
                    new PersonalGoal(GoalMeasure.TIME_IN_TARGET, 70)
                        .by(LocalDate.of(2026, 9, 30)))));
  }

  @Test
  void shouldNotStoreWhatAPersonTypedBefore() {
    typed();

    assertThat(store(ofFile("2026-05-10"))).isEqualTo(new ImportView(0, 0, 2));
    assertThat(store(ofFile("2026-05-10T00:30:00Z"))).isEqualTo(new ImportView(0, 0, 2));

    assertThat(programme(Targets.ADULT).laboratory()).hasSize(1);
    assertThat(programme(Targets.ADULT).goals()).hasSize(1);
  }

  @Test
  void shouldLeaveWithdrawnWhatAPersonTypedAndTookBack() {
    typed();
    var who = new Signature(NOW, "dr.wu");
    write(
        tx -> {
          here()
              .laboratory(RecordSamples.ANNA)
              .forEach(one -> tx.putLaboratory(HERE, RecordSamples.ANNA, one.withdrawnBy(who)));
          here()
              .goals(RecordSamples.ANNA)
              .forEach(one -> tx.putGoal(HERE, RecordSamples.ANNA, one.withdrawnBy(who)));
        });

    assertThat(store(ofFile("2026-05-10"))).isEqualTo(new ImportView(0, 0, 2));

    assertThat(programme(Targets.ADULT)).isEqualTo(Programme.NONE);
  }

  @Test
  void shouldNotSignAGoalOfTodayInTheFuture() {
    var today = new GoalView("TIME_IN_TARGET", 70, "2026-09-30", "2026-06-01", "Dr Li");
    var file = List.of(new ProgrammeView(ANNA, List.of(), List.of(today)));
    Instant morning = Instant.parse("2026-06-01T00:30:00Z"); // half past eight in Shanghai

    StoredProgramme.store(record, HERE, file, morning);

    assertThat(here().goals(RecordSamples.ANNA).getFirst().set().at()).isEqualTo(morning);
    assertThat(StoredProgramme.store(record, HERE, file, NOW)).isEqualTo(new ImportView(0, 0, 1));
  }

  @Test
  void shouldKnowAGoalWithoutADateOnAnyLaterDay() {
    var undated = new GoalView("TIME_IN_TARGET", 70, "2026-09-30", "", "");
    var file = List.of(new ProgrammeView(ANNA, List.of(), List.of(undated)));

    assertThat(StoredProgramme.store(record, HERE, file, NOW)).isEqualTo(new ImportView(0, 1, 0));
    assertThat(StoredProgramme.store(record, HERE, file, NOW.plusSeconds(200_000)))
        .isEqualTo(new ImportView(0, 0, 1));
  }

  /** As the portal's forms make them: by the day, without a laboratory. */
  private void typed() {
    Patient anna = RecordSamples.patient(RecordSamples.ANNA);
    var who = new Signature(Instant.parse("2026-05-10T09:00:00Z"), "dr.li");
    var value = GlycatedHaemoglobin.mmolPerMol(58);
    var by = Optional.of(LocalDate.of(2026, 9, 30));
    write(
        tx -> {
          tx.putLaboratory(
              HERE, anna.id(), LaboratoryEntry.of(anna, LocalDate.of(2026, 5, 10), value, "", who));
          tx.putGoal(HERE, anna.id(), GoalEntry.of(anna, GoalMeasure.TIME_IN_TARGET, 70, by, who));
        });
  }

  private static ProgrammeView ofFile(String at) {
    var value = new LaboratoryView(at, 58, "MMOL_PER_MOL", "City hospital");
    return new ProgrammeView(ANNA, List.of(value), List.of(IN_TARGET));
  }

  @Test
  void shouldStoreNothingWhereSomebodyIsNoPatient() {
    ProgrammeView known = new ProgrammeView(ANNA, List.of(VALUE), List.of());
    ProgrammeView stranger = new ProgrammeView("somebody", List.of(VALUE), List.of());

    assertThatThrownBy(() -> store(known, stranger))
        .isInstanceOf(AdministrationProblem.class)
        .hasMessageContaining("1 id(s) are no patients")
        .hasMessageContaining("nothing was imported");
    assertThat(here().laboratory(RecordSamples.ANNA)).isEmpty();
  }

  @Test
  void shouldLeaveOutWhatWasWithdrawnReplacedOrCannotBeJudged() {
    store(new ProgrammeView(ANNA, List.of(VALUE), List.of(IN_TARGET)));
    var who = new Signature(NOW, "dr.li");
    write(
        tx -> {
          tx.putLaboratory(
              HERE,
              RecordSamples.ANNA,
              here().laboratory(RecordSamples.ANNA).getFirst().withdrawnBy(who));
          tx.putGoal(HERE, RecordSamples.ANNA, goal(GoalMeasure.TIME_IN_TARGET, 60));
          tx.putGoal(HERE, RecordSamples.ANNA, goal(GoalMeasure.TIME_VERY_HIGH, 5));
        });

    assertThat(programme(Targets.ADULT).laboratory()).isEmpty();
    assertThat(programme(Targets.ADULT).goals())
        .extracting(PersonalGoal::value)
        .containsExactly(60.0, 5.0);
    assertThat(programme(Targets.PREGNANCY).goals())
        .extracting(PersonalGoal::measure)
        .containsExactly(GoalMeasure.TIME_IN_TARGET);
  }

  @Test
  void shouldTakeStatedGoalsInPlaceOfStoredOnes() {
    store(new ProgrammeView(ANNA, List.of(VALUE), List.of(IN_TARGET)));
    Programme stored = programme(Targets.ADULT);
    var stated = new PersonalGoal(GoalMeasure.TIME_IN_TARGET, 55);

    var sameDay =
        new LaboratoryValue(
            Instant.parse("2026-05-10T12:00:00Z"), GlycatedHaemoglobin.mmolPerMol(58));

    Programme both =
        stored.with(new Programme(List.of(sameDay), List.of(stated)), ZoneId.of("Asia/Shanghai"));

    assertThat(both.laboratory()).hasSize(1);
    assertThat(both.goals()).containsExactly(stated);
  }

  private static GoalEntry goal(GoalMeasure measure, double value) {
    return new GoalEntry(
        UUID.randomUUID(),
        measure,
        value,
        Optional.empty(),
        new Signature(NOW, "dr.li"),
        Optional.empty());
  }
}
