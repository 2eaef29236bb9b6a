package io.efollowup.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.efollowup.glucose.GlucoseThresholds;
import io.efollowup.glucose.GlucoseUnit;
import io.efollowup.glucose.TargetGroup;
import io.efollowup.glucose.TargetLimits;
import io.efollowup.record.ProfileChange.OwnLimits;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileChangeTest {
  private static final Instant NOW = Instant.parse("2026-12-31T17:00:00Z");
  private static final Optional<String> SAME = Optional.empty();
  private static final Patient ANNA = judgedBy(TargetLimits.ADULT);

  private static Patient judgedBy(TargetLimits targets) {
    return new Patient(
        new PatientId("P-ANNA01"),
        DiabetesType.TYPE_2,
        OptionalInt.of(1970),
        ZoneId.of("Asia/Shanghai"),
        GlucoseUnit.MMOL_L,
        targets,
        NOW);
  }

  private static ProfileChange of(ProfileField field, String text) {
    return new ProfileChange(
        field == ProfileField.TYPE ? Optional.of(text) : SAME,
        field == ProfileField.BIRTH_YEAR ? Optional.of(text) : SAME,
        field == ProfileField.ZONE ? Optional.of(text) : SAME,
        field == ProfileField.UNIT ? Optional.of(text) : SAME,
        field == ProfileField.TARGETS ? Optional.of(text) : SAME,
        Optional.empty());
  }

  private static ProfileChange limits(Optional<String> targets, String unit, String numbers) {
    var own = OwnLimits.of(unit, List.of(numbers.split("/", -1)));
    return new ProfileChange(SAME, SAME, SAME, SAME, targets, Optional.of(own));
  }

  private static Object read(ProfileField field, Patient patient) {
    return switch (field) {
      case TYPE -> patient.type();
      case BIRTH_YEAR -> patient.birthYear();
      case ZONE -> patient.zone();
      case UNIT -> patient.unit();
      case TARGETS -> patient.targets().group();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "TYPE, type-1, TYPE_1",
    "TYPE, GESTATIONAL, GESTATIONAL",
    "TYPE, none, NONE",
    "BIRTH_YEAR, 1900, OptionalInt[1900]",
    "BIRTH_YEAR, 2027, OptionalInt[2027]",
    "BIRTH_YEAR, none, OptionalInt.empty",
    "BIRTH_YEAR, '', OptionalInt.empty",
    "ZONE, Europe/Berlin, Europe/Berlin",
    "ZONE, asia/kolkata, Asia/Kolkata",
    "ZONE, UTC, UTC",
    "UNIT, mgdl, MG_DL",
    "UNIT, mmol/L, MMOL_L",
    "TARGETS, older, OLDER",
    "TARGETS, gestational, GESTATIONAL"
  })
  void shouldChangeWhatIsStatedAndNothingElse(ProfileField field, String text, String becomes) {
    Patient after = of(field, text).appliedTo(ANNA, NOW);

    assertThat(read(field, after)).hasToString(becomes);
    for (ProfileField other : ProfileField.values()) {
      if (other != field) {
        assertThat(read(other, after)).isEqualTo(read(other, ANNA));
      }
    }
    assertThat(ProfileField.differing(ANNA, after)).isSubsetOf(java.util.Set.of(field));
  }

  /** It is the new year in Shanghai when it is still the old one in London. */
  @ParameterizedTest
  @CsvSource({
    "TYPE, type-3, TYPE",
    "TYPE, '', TYPE",
    "BIRTH_YEAR, 1899, BIRTH_YEAR",
    "BIRTH_YEAR, 2028, BIRTH_YEAR",
    "BIRTH_YEAR, 70, BIRTH_YEAR",
    "BIRTH_YEAR, soon, BIRTH_YEAR",
    "ZONE, Asia/Atlantis, ZONE",
    "ZONE, '', ZONE",
    "ZONE, +08:00, ZONE",
    "UNIT, stones, UNIT",
    "TARGETS, everybody, TARGETS",
    "TARGETS, '', TARGETS",
    "TARGETS, own, LIMITS_INCOMPLETE"
  })
  void shouldRefuseWhatIsWrong(ProfileField field, String text, ProfileRefusal why) {
    var refused =
        catchThrowableOfType(
            ProfileRefusedException.class, () -> of(field, text).appliedTo(ANNA, NOW));

    assertThat(refused.refusals()).containsExactly(why);
    assertThat(why.field()).isEqualTo(field);
    assertThat(refused).hasMessage(why.sentence());
  }

  @ParameterizedTest
  @CsvSource({
    "mgdl, 60/75/170/240, MG_DL",
    "mg/dL, 60/75/170/240, MG_DL",
    "mmol, '3,3/4.2/9.4/13.3', MMOL_L",
    "mmol/L, 3.3/4.2/9.4/13.3, MMOL_L"
  })
  void shouldTakeLimitsOfThePatientsOwn(String unit, String numbers, GlucoseUnit in) {
    TargetLimits set = limits(SAME, unit, numbers).appliedTo(ANNA, NOW).targets();

    assertThat(set.group()).isEqualTo(TargetGroup.OWN);
    assertThat(set.thresholds().in(in).low()).isEqualTo(in == GlucoseUnit.MG_DL ? 75 : 4.2);
    assertThat(limits(Optional.of("own"), unit, numbers).appliedTo(ANNA, NOW).targets())
        .isEqualTo(set);
  }

  @ParameterizedTest
  @CsvSource({
    "mgdl, 60/75/170, LIMITS_INCOMPLETE",
    "mgdl, 60/75/170/240/300, LIMITS_INCOMPLETE",
    "mgdl, 60/75/170/, LIMITS_INCOMPLETE",
    "mgdl, 60/75/170/-240, LIMITS_INCOMPLETE",
    "'', 60/75/170/240, LIMITS_INCOMPLETE",
    "stones, 60/75/170/240, LIMITS_INCOMPLETE",
    "mmol, 60/75/170/240, LIMITS_BEYOND_SENSOR",
    "mgdl, 19/75/170/240, LIMITS_BEYOND_SENSOR",
    "mgdl, 60/75.5/170/240, LIMITS_TOO_FINE",
    "mgdl, 53/75/170/240, LIMITS_LATE_URGENT_LOW",
    "mgdl, 80/75/170/240, LIMITS_NOT_RISING",
    "mgdl, 60/75/76/240, LIMITS_TOO_CLOSE"
  })
  void shouldRefuseLimitsThatCannotBe(String unit, String numbers, ProfileRefusal why) {
    assertThatThrownBy(() -> limits(SAME, unit, numbers).appliedTo(ANNA, NOW))
        .isInstanceOf(ProfileRefusedException.class)
        .hasMessage(why.sentence());
  }

  @Test
  void shouldRefuseLimitsBesideAGroupThatHasItsOwn() {
    assertThatThrownBy(
            () -> limits(Optional.of("older"), "mgdl", "54/70/180/250").appliedTo(ANNA, NOW))
        .hasMessage(ProfileRefusal.LIMITS_BESIDE_GROUP.sentence());
  }

  @Test
  void shouldSayEverythingThatIsWrongAtOnce() {
    var change =
        new ProfileChange(
            Optional.of("sweet"),
            Optional.of("2100"),
            Optional.of("Mars/Olympus"),
            Optional.of("spoons"),
            Optional.of("all"),
            Optional.empty());

    assertThat(
            catchThrowableOfType(ProfileRefusedException.class, () -> change.appliedTo(ANNA, NOW))
                .refusals())
        .containsExactly(
            ProfileRefusal.TYPE,
            ProfileRefusal.BIRTH_YEAR,
            ProfileRefusal.ZONE,
            ProfileRefusal.UNIT,
            ProfileRefusal.TARGETS);
  }

  @Test
  void shouldNotRoundOwnLimitsAgainWhereTheyAreStatedAgainInTheOtherUnit() {
    Patient own = judgedBy(TargetLimits.own(GlucoseUnit.MG_DL, 60, 74, 170, 240));
    GlucoseThresholds known = own.thresholds();
    String asShown = "3.3/4.1/9.4/13.3";

    assertThat(known.mmol()).isEqualTo(new GlucoseThresholds.Limits(3.3, 4.1, 9.4, 13.3));
    assertThat(limits(SAME, "mmol", asShown).appliedTo(own, NOW)).isEqualTo(own);
    assertThat(of(ProfileField.TARGETS, "own").appliedTo(own, NOW)).isEqualTo(own);
    assertThat(of(ProfileField.TARGETS, "adult").appliedTo(own, NOW)).isEqualTo(ANNA);
  }

  @Property(tries = 500)
  void shouldTakeOrRefuseWhateverIsTyped(
      @ForAll String text, @ForAll List<String> numbers, @ForAll boolean sensible) {
    String unit = sensible ? "mgdl" : text;
    Optional<String> any = Optional.of(text);
    var change =
        new ProfileChange(any, any, any, any, any, Optional.of(OwnLimits.of(unit, numbers)));
    try {
      assertThat(change.appliedTo(ANNA, NOW).id()).isEqualTo(ANNA.id());
    } catch (ProfileRefusedException refused) {
      assertThat(refused.refusals()).isNotEmpty();
    }
  }
}
