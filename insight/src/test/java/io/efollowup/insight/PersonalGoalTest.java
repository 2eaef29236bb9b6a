package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.GlycatedHaemoglobin;
import io.efollowup.glucose.GoalMeasure;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonalGoalTest {
  @Test
  void shouldJudgeAgreedGoalsAsTheSevenDayReportDoes() {
    List<PersonalGoal> goals = PersonalGoal.agreed(Targets.ADULT);
    assertThat(goals).hasSize(5);
    PersonalGoal inTarget = goals.getFirst();
    RangeGoal agreed = Targets.ADULT.goal(GlucoseZone.TARGET).orElseThrow();
    for (double share : new double[] {69.9, 70, 70.1}) {
      assertThat(inTarget.isMetBy(share)).isEqualTo(agreed.isMetBy(share));
    }
    assertThat(goals).allSatisfy(goal -> assertThat(goal.isMetBy(goal.value())).isFalse());
  }

  @Test
  void shouldTakeTheLimitItselfForEnoughInGoalsSetWithThePatient() {
    assertThat(new PersonalGoal(GoalMeasure.TIME_IN_TARGET, 70).isMetBy(70)).isTrue();
    assertThat(new PersonalGoal(GoalMeasure.TIME_BELOW, 4).isMetBy(4)).isTrue();
  }

  @Test
  void shouldCompareHbA1cAsLaboratoriesRound() {
    PersonalGoal seven = new PersonalGoal(GoalMeasure.HBA1C, 7);
    assertThat(seven.isMetBy(GlycatedHaemoglobin.mmolPerMol(53))).isTrue();
    assertThat(seven.isMetBy(GlycatedHaemoglobin.mmolPerMol(54))).isFalse();
    assertThat(seven.isMetBy(GlycatedHaemoglobin.percent(7.0))).isTrue();
    assertThat(seven.isMetBy(GlycatedHaemoglobin.percent(7.1))).isFalse();
    PersonalGoal stated =
        new PersonalGoal(GoalMeasure.HBA1C, GoalMeasure.HBA1C.limit(53, "mmol/mol"));
    assertThat(stated.isMetBy(GlycatedHaemoglobin.mmolPerMol(53))).isTrue();
    assertThat(stated.isMetBy(GlycatedHaemoglobin.percent(7.0))).isTrue();
    assertThat(stated.isMetBy(GlycatedHaemoglobin.percent(7.1))).isFalse();
  }
}
