package io.efollowup.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.record.OrganisationId;
import io.efollowup.record.PatientId;
import io.efollowup.server.admin.Administration.ProfileRequest;
import io.efollowup.testkit.record.InMemoryRecord;
import io.efollowup.testkit.record.RecordSamples;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientAdministrationTest {
  private static final PatientId ANNA = RecordSamples.ANNA;

  private final InMemoryRecord record = new InMemoryRecord();
  private final List<PatientId> told = new ArrayList<>();
  private final PatientAdministration patients =
      new PatientAdministration(
          record,
          (organisation, patient) -> told.add(patient),
          InstantSource.fixed(RecordSamples.NOON));

  @BeforeEach
  void addPatients() {
    record.write(
        tx -> {
          tx.addPatient(OrganisationId.DEFAULT, RecordSamples.patient(ANNA));
          tx.addPatient(OrganisationId.DEFAULT, RecordSamples.patient(RecordSamples.BEN));
          return null;
        });
  }

  private static ProfileRequest limits(String limits) {
    return new ProfileRequest("", "", "", "", "", limits);
  }

  @Test
  void shouldShowAPatientInTheUnitTheyRead() {
    assertThat(patients.all()).hasSize(2);
    assertThat(patients.view(ANNA))
        .isEqualTo(
            new Administration.PatientView(
                ANNA.value(),
                "type-2",
                "1970",
                "Asia/Shanghai",
                "mmol/L",
                "adult",
                3.0,
                3.9,
                10.0,
                13.9,
                "2026-04-10T12:00:00Z"));
  }

  @Test
  void shouldChangeAPatientAsTheSystemAndTellOpenPagesOnce() {
    var change = new ProfileRequest("type-1", "none", "Europe/Berlin", "mgdl", "older", "");

    assertThat(patients.change(ANNA, change))
        .containsExactly("type", "birth-year", "zone", "unit", "targets");
    assertThat(patients.change(ANNA, change)).isEmpty();

    assertThat(patients.view(ANNA).birthYear()).isEmpty();
    assertThat(patients.view(ANNA).targets()).isEqualTo("older");
    assertThat(patients.view(ANNA).low()).isEqualTo(70);
    assertThat(told).containsExactly(ANNA);
    assertThat(record.in(OrganisationId.DEFAULT).audit(100))
        .hasSize(5)
        .allMatch(entry -> entry.actor().equals("system"));
  }

  @ParameterizedTest
  @CsvSource({
    "'54,75,170,250mgdl', 9.4",
    "'54, 75, 170, 250 mg/dL', 9.4",
    "'3.0,4.2,9.4,13.9mmol', 9.4",
    "'3.0,4.2,9.4,13.9 mmol/L', 9.4"
  })
  void shouldReadLimitsWithTheirUnit(String text, double high) {
    assertThat(patients.change(ANNA, limits(text))).containsExactly("targets");
    assertThat(patients.view(ANNA).targets()).isEqualTo("own");
    assertThat(patients.view(ANNA).high()).isEqualTo(high);
  }

  @ParameterizedTest
  @CsvSource({
    "'54,75,170,250', four numbers and their unit",
    "'54 75 170 250mgdl', four numbers and their unit",
    "mgdl, four numbers and their unit",
    "'80,75,170,250mgdl', must rise"
  })
  void shouldSayWhatIsWrongWithLimits(String text, String why) {
    assertThatThrownBy(() -> patients.change(ANNA, limits(text)))
        .isInstanceOf(AdministrationProblem.class)
        .hasMessageContaining(why);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldKnowNoOthers() {
    assertThatThrownBy(() -> patients.change(new PatientId("P-N0BODY"), limits("x")))
        .isInstanceOf(AdministrationProblem.class)
        .hasMessage("there is no patient P-N0BODY");
  }
}
