package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseThresholds.Limits;
import io.efollowup.glucose.GlucoseTrace;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.glucose.GlucoseZone;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.glucose.metrics.RangeShares;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TargetsTest {
  /** The table of the consensus, as clinicians read it: a dash where nothing is agreed. */
  @ParameterizedTest
  @CsvSource({
    "adult,       54,70,180,250, 3.0,3.9,10.0,13.9, <1,<4,>70,<25,<5",
    "older,       54,70,180,250, 3.0,3.9,10.0,13.9, - ,<1,>50,<50,<10",
    "pregnancy,   54,63,140,-,   3.0,3.5,7.8,-,     <1,<4,>70,<25,-",
    "gestational, 54,63,140,-,   3.0,3.5,7.8,-,     - ,- ,-  ,-  ,-"
  })
  void shouldHoldTheAgreedLimitsAndGoals(
      String code,
      double veryLow,
      double low,
      double high,
      String veryHigh,
      double mmolVeryLow,
      double mmolLow,
      double mmolHigh,
      String mmolVeryHigh,
      String goalVeryLow,
      String goalLow,
      String goalTarget,
      String goalHigh,
      String goalVeryHigh) {
    Targets targets = Targets.of(TargetGroup.ofCode(code).orElseThrow());
    Limits mgdl = targets.thresholds().mgdl();
    Limits mmol = targets.thresholds().mmol();
    assertThat(mgdl.veryLow()).isEqualTo(veryLow);
    assertThat(mgdl.low()).isEqualTo(low);
    assertThat(mgdl.high()).isEqualTo(high);
    assertThat(mmol.veryLow()).isEqualTo(mmolVeryLow);
    assertThat(mmol.low()).isEqualTo(mmolLow);
    assertThat(mmol.high()).isEqualTo(mmolHigh);
    boolean tellsVeryHigh = targets.zones().contains(GlucoseZone.VERY_HIGH);
    assertThat(tellsVeryHigh ? Double.toString(mgdl.veryHigh()) : "-")
        .isEqualTo(veryHigh.equals("-") ? "-" : veryHigh + ".0");
    assertThat(tellsVeryHigh ? Double.toString(mmol.veryHigh()) : "-").isEqualTo(mmolVeryHigh);
    assertThat(goal(targets, GlucoseZone.VERY_LOW)).isEqualTo(goalVeryLow);
    assertThat(goal(targets, GlucoseZone.LOW)).isEqualTo(goalLow);
    assertThat(goal(targets, GlucoseZone.TARGET)).isEqualTo(goalTarget);
    assertThat(goal(targets, GlucoseZone.HIGH)).isEqualTo(goalHigh);
    assertThat(goal(targets, GlucoseZone.VERY_HIGH)).isEqualTo(goalVeryHigh);
  }

  private static String goal(Targets targets, GlucoseZone zone) {
    return targets
        .goal(zone)
        .map(g -> (g.direction() == RangeGoal.Direction.ABOVE ? ">" : "<") + (int) g.percent())
        .orElse("-");
  }

  @Test
  void shouldNotTellVeryHighApartInPregnancy() {
    GlucoseTrace trace =
        new GlucoseTrace.Builder()
            .add(0, new GlucoseValue.Measured(Glucose.mgdl(140)))
            .add(300, new GlucoseValue.Measured(Glucose.mgdl(141)))
            .add(600, new GlucoseValue.Measured(Glucose.mgdl(300)))
            .add(900, GlucoseValue.OutOfRange.HIGH)
            .build();
    RangeShares shares = Targets.PREGNANCY.shares(trace);
    assertThat(shares.count(GlucoseZone.TARGET)).isEqualTo(1);
    assertThat(shares.count(GlucoseZone.HIGH)).isEqualTo(3);
    assertThat(shares.count(GlucoseZone.VERY_HIGH)).isZero();
    assertThat(Targets.PREGNANCY.shown(GlucoseZone.VERY_HIGH)).isEqualTo(GlucoseZone.HIGH);
  }

  @Test
  void shouldCountTheOutermostZoneInTheGoalsOfLowAndHigh() {
    GlucoseTrace.Builder trace = new GlucoseTrace.Builder();
    for (int i = 0; i < 100; i++) {
      double mgdl = i < 2 ? 50 : i < 5 ? 60 : i < 70 ? 120 : i < 90 ? 200 : 300;
      trace.add(300L * i, new GlucoseValue.Measured(Glucose.mgdl(mgdl)));
    }
    RangeShares shares = Targets.ADULT.shares(trace.build());
    assertThat(Targets.percentForGoal(shares, GlucoseZone.LOW)).isEqualTo(5);
    assertThat(Targets.percentForGoal(shares, GlucoseZone.HIGH)).isEqualTo(30);
    assertThat(Targets.percentForGoal(shares, GlucoseZone.VERY_HIGH)).isEqualTo(10);
  }

  @Test
  void shouldNotTakeTheLimitItselfForTheGoal() {
    assertThat(RangeGoal.above(70).isMetBy(70)).isFalse();
    assertThat(RangeGoal.above(70).isMetBy(70.1)).isTrue();
    assertThat(RangeGoal.below(4).isMetBy(4)).isFalse();
    assertThat(RangeGoal.below(4).isMetBy(3.9)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = TargetGroup.class, mode = EnumSource.Mode.EXCLUDE, names = "OWN")
  void shouldTellGroupsApartThatShareTheirLimits(TargetGroup group) {
    assertThat(Targets.of(TargetLimits.of(group))).isEqualTo(Targets.of(group));
    assertThat(Targets.of(group).group()).isEqualTo(group);
  }

  @Test
  void shouldClaimNoGoalsForLimitsOfOnePerson() {
    TargetLimits own = TargetLimits.own(GlucoseUnit.MG_DL, 54, 80, 160, 250);
    assertThat(Targets.of(own).group()).isEqualTo(TargetGroup.OWN);
    assertThat(Targets.of(own).hasGoals()).isFalse();
    assertThat(Targets.of(own).meanGoal(GlucoseUnit.MG_DL)).isEmpty();
    assertThatThrownBy(() -> Targets.of(TargetGroup.OWN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Targets(TargetGroup.OLDER, own.thresholds(), Targets.OLDER.goals()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(TargetGroup.ofCode("own")).isEmpty();
    assertThat(TargetGroup.codes()).isEqualTo("adult, older, pregnancy, gestational");
  }
}
