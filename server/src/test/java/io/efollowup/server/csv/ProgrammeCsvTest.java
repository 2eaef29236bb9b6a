package io.efollowup.server.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import io.efollowup.insight.LaboratoryValue;
import io.efollowup.insight.PersonalGoal;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgrammeCsvTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static LaboratoryCsv laboratory(String rows) {
    return LaboratoryCsv.read(new StringReader("id,time,test,value,unit\n" + rows), "l.csv", ZONE);
  }

  @Test
  void shouldReadLaboratoryValuesInBothUnits() {
    LaboratoryCsv csv =
        laboratory(
            """
            a,2026-05-10,hba1c,7.1,%
            a,2026-02-10T08:00:00+08:00,HbA1c,58,mmol/mol
            b,2026-05-10 08:00:00,ldl,3.1,mmol/L
            """);
    assertThat(csv.values().get("a"))
        .containsExactly(
            new LaboratoryValue(
                Instant.parse("2026-05-10T04:00:00Z"), GlycatedHaemoglobin.percent(7.1)),
            new LaboratoryValue(
                Instant.parse("2026-02-10T00:00:00Z"), GlycatedHaemoglobin.mmolPerMol(58)));
    assertThat(csv.values()).doesNotContainKey("b");
    assertThat(csv.otherTests()).isEqualTo(1);
  }

  @Test
  void shouldNameThePlaceOfALaboratoryValueThatCannotBe() {
    assertThatThrownBy(() -> laboratory("a,2026-05-10,hba1c,53,%\n"))
        .hasMessageContaining("line 2, column 4 (value)")
        .hasMessageContaining("is the unit right");
    assertThatThrownBy(() -> laboratory("a,2026-05-10,hba1c,7.1,\n"))
        .hasMessageContaining("column 5 (unit)");
    assertThatThrownBy(() -> laboratory("a,10.5.2026,hba1c,7.1,%\n"))
        .hasMessageContaining("column 2 (time)");
    assertThatThrownBy(() -> laboratory(",2026-05-10,hba1c,7.1,%\n"))
        .hasMessageContaining("column 1 (id)");
    assertThatThrownBy(() -> laboratory("a,2026-05-10,hba1c,NaN,%\n"))
        .hasMessageContaining("not a number");
  }

  @ParameterizedTest
  @CsvSource({
    "tir=70, TIME_IN_TARGET, 70",
    "tbr=4%, TIME_BELOW, 4",
    "very-low=1, TIME_VERY_LOW, 1",
    "cv = 36, CV, 36",
    "gmi=6.8, GMI, 6.8",
    "hba1c=7.0, HBA1C, 7.0",
    "hba1c=53mmol/mol, HBA1C, 7.0",
    "mean=150mg/dL, MEAN, 150",
    "mean=8.3mmol/L, MEAN, 149.5"
  })
  void shouldReadGoals(String text, GoalMeasure measure, double value) {
    PersonalGoal goal = GoalText.parse(text);
    assertThat(goal.measure()).isEqualTo(measure);
    assertThat(goal.value()).isCloseTo(value, within(0.05));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tir",
        "tir=",
        "tir=abc",
        "sugar=5",
        "mean=8.3",
        "mean=150mmol/L",
        "tir=170",
        "hba1c=53",
        "hba1c=9mmol/mol",
        "tir=70mmol",
        "tir=-1",
        "tir=1e1"
      })
  void shouldRefuseGoalsThatSayNothing(String text) {
    assertThatThrownBy(() -> GoalText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldReadWhoMeasuredAndWhoSetWhat() {
    LaboratoryCsv csv =
        LaboratoryCsv.read(
            new StringReader(
                "id,time,test,value,unit,laboratory\na,2026-05-10,hba1c,7.1,%,City hospital\n"),
            "l.csv",
            ZONE);
    assertThat(csv.entries().get("a").getFirst().laboratory()).isEqualTo("City hospital");
    var goals =
        GoalsCsv.read(
            new StringReader("id,goal,value,by,set,set_by\na,tir,70,2026-09-30,2026-05-10,Dr Li\n"),
            "g.csv");
    GoalsCsv.Entry goal = goals.get("a").getFirst();
    assertThat(goal.goal().by()).hasValue(LocalDate.of(2026, 9, 30));
    assertThat(goal.set()).hasValue(LocalDate.of(2026, 5, 10));
    assertThat(goal.setBy()).isEqualTo("Dr Li");
    assertThatThrownBy(
            () -> GoalsCsv.read(new StringReader("id,goal,value,by\na,tir,70,soon\n"), "g.csv"))
        .isInstanceOf(CsvProblem.class)
        .hasMessageContaining("column 4 (by)");
  }

  @Test
  void shouldReadGoalsOfAFile() {
    String text = "id,goal,value,unit\na,tir,70,\na,hba1c,53,mmol/mol\nb,mean,8.3,mmol/L\n";
    var goals = GoalsCsv.read(new StringReader(text), "g.csv");
    assertThat(goals.get("a")).hasSize(2);
    assertThat(goals.get("b")).hasSize(1);
    assertThat(goals.get("a").getFirst().goal().by()).isEmpty();
    assertThatThrownBy(
            () -> GoalsCsv.read(new StringReader("id,goal,value\na,mean,8.3\n"), "g.csv"))
        .isInstanceOf(CsvProblem.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("states its unit");
  }
}
