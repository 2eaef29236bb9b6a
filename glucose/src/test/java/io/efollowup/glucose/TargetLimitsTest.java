package io.efollowup.glucose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.GlucoseThresholds.Limits;
import io.efollowup.glucose.TargetLimits.Problem;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TargetLimitsTest {
  @ParameterizedTest
  @EnumSource(value = TargetGroup.class, mode = EnumSource.Mode.EXCLUDE, names = "OWN")
  void shouldGiveAGroupItsLimitsAndNoOthers(TargetGroup group) {
    var other = new GlucoseThresholds(new Limits(55, 75, 170, 240), new Limits(3.1, 4, 9.4, 13));

    assertThat(TargetLimits.of(group).thresholds()).isEqualTo(group.limits().orElseThrow());
    assertThatThrownBy(() -> new TargetLimits(group, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its own");
    assertThat(new TargetLimits(TargetGroup.OWN, other).thresholds()).isEqualTo(other);
  }

  @Test
  void shouldLeaveOwnLimitsToBeStated() {
    assertThatThrownBy(() -> TargetLimits.of(TargetGroup.OWN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldStateAgreedLimitsAsTheyWereAgreedInTheOtherUnit() {
    assertThat(TargetLimits.own(GlucoseUnit.MG_DL, 54, 70, 180, 250).thresholds())
        .isEqualTo(GlucoseThresholds.STANDARD);
    assertThat(TargetLimits.own(GlucoseUnit.MMOL_L, 3.0, 3.9, 10.0, 13.9).thresholds())
        .isEqualTo(GlucoseThresholds.STANDARD);
    assertThat(TargetLimits.own(GlucoseUnit.MMOL_L, 3.0, 3.5, 7.8, 13.9).thresholds())
        .isEqualTo(GlucoseThresholds.PREGNANCY);
  }

  @Test
  void shouldRoundOthersAsSensorsDo() {
    assertThat(TargetLimits.own(GlucoseUnit.MG_DL, 60, 75, 170, 240).thresholds().mmol())
        .isEqualTo(new Limits(3.3, 4.2, 9.4, 13.3));
    assertThat(TargetLimits.own(GlucoseUnit.MMOL_L, 3.3, 4.2, 9.4, 13.3).thresholds().mgdl())
        .isEqualTo(new Limits(59, 76, 169, 240));
  }

  @ParameterizedTest
  @CsvSource({
    "MG_DL, 3.9, 70, 180, 250, BEYOND_SENSOR",
    "MG_DL, 54, 70, 180, 601, BEYOND_SENSOR",
    "MMOL_L, 1.0, 3.9, 10, 13.9, BEYOND_SENSOR",
    "MMOL_L, 54, 70, 180, 250, BEYOND_SENSOR",
    "MG_DL, 54, 70.5, 180, 250, TOO_FINE",
    "MMOL_L, 3.0, 3.95, 10, 13.9, TOO_FINE",
    "MG_DL, 53, 70, 180, 250, LATE_URGENT_LOW",
    "MMOL_L, 2.9, 3.9, 10, 13.9, LATE_URGENT_LOW",
    "MG_DL, 71, 70, 180, 250, NOT_RISING",
    "MG_DL, 54, 180, 180, 250, NOT_RISING",
    "MG_DL, 54, 70, 251, 250, NOT_RISING",
    "MG_DL, 54, 70, 89, 250, TOO_CLOSE",
    "MMOL_L, 3.0, 3.9, 4.9, 13.9, TOO_CLOSE"
  })
  void shouldSayWhyLimitsCannotBeSet(
      GlucoseUnit unit, double veryLow, double low, double high, double veryHigh, Problem why) {
    assertThatThrownBy(() -> TargetLimits.own(unit, veryLow, low, high, veryHigh))
        .isInstanceOfSatisfying(
            TargetLimits.RefusedException.class,
            refused -> assertThat(refused.problem()).isEqualTo(why));
  }

  @Test
  void shouldTakeTheOutermostThatMayBe() {
    assertThat(TargetLimits.own(GlucoseUnit.MG_DL, 54, 54, 600, 600).thresholds().mmol())
        .isEqualTo(new Limits(3.0, 3.0, 33.3, 33.3));
    assertThat(TargetLimits.own(GlucoseUnit.MMOL_L, 3.0, 3.0, 33.3, 33.3).thresholds().mgdl())
        .isEqualTo(new Limits(54, 54, 600, 600));
  }

  @Test
  void shouldLeaveEveryLimitThatIsNotStatedAsItIsInEitherUnit() {
    TargetLimits before = TargetLimits.own(GlucoseUnit.MG_DL, 60, 74, 170, 240);

    GlucoseThresholds after =
        before.with(GlucoseUnit.MMOL_L, stated(3.3, 4.1, 9.4, 14.0)).thresholds();

    assertThat(after.mgdl()).isEqualTo(new Limits(60, 74, 170, 252));
    assertThat(after.mmol()).isEqualTo(new Limits(3.3, 4.1, 9.4, 14.0));
    assertThat(before.with(GlucoseUnit.MMOL_L, stated(3.3, 4.1, 9.4, 13.3))).isEqualTo(before);
  }

  private static List<OptionalDouble> stated(double... limits) {
    return DoubleStream.of(limits).mapToObj(OptionalDouble::of).toList();
  }

  @Property
  void shouldMoveNoLimitByMoreThanASensorsStep(
      @ForAll @IntRange(min = 54, max = 300) int low,
      @ForAll @IntRange(min = 1, max = 300) int up) {
    int high = Math.min(600, low + 20 + up);
    GlucoseThresholds own = TargetLimits.own(GlucoseUnit.MG_DL, low, low, high, 600).thresholds();

    assertThat(own.mgdl()).isEqualTo(new Limits(low, low, high, 600));
    assertThat(own.mmol().low())
        .isCloseTo(Glucose.mgdl(low).mmol(), org.assertj.core.api.Assertions.within(0.0501));
    assertThat(own.mmol().high())
        .isCloseTo(Glucose.mgdl(high).mmol(), org.assertj.core.api.Assertions.within(0.0501));
  }
}
