package io.efollowup.glucose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlycatedHaemoglobinTest {
  /** Pairs as the networks publish them, rounded as laboratories report. */
  @ParameterizedTest
  @CsvSource({
    "5.0,31",
    "5.7,39",
    "6.0,42",
    "6.5,48",
    "7.0,53",
    "7.5,58",
    "8.0,64",
    "9.0,75",
    "10.0,86",
    "11.0,97",
    "12.0,108"
  })
  void shouldConvertAsTheNetworksPublish(double percent, double mmolPerMol) {
    assertThat(Math.rint(GlycatedHaemoglobin.percent(percent).mmolPerMol())).isEqualTo(mmolPerMol);
    assertThat(GlycatedHaemoglobin.mmolPerMol(mmolPerMol).percent())
        .isCloseTo(percent, within(0.05));
  }

  @Test
  void shouldKeepTheNumberInTheUnitItWasStatedIn() {
    assertThat(GlycatedHaemoglobin.percent(7.1).percent()).isEqualTo(7.1);
    assertThat(GlycatedHaemoglobin.mmolPerMol(54).mmolPerMol()).isEqualTo(54);
    assertThat(GlycatedHaemoglobin.mmolPerMolOfDifference(1)).isCloseTo(10.93, within(0.01));
  }

  @Test
  void shouldRefuseANumberThatBelongsToTheOtherUnit() {
    assertThatThrownBy(() -> GlycatedHaemoglobin.percent(53))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is the unit right");
    assertThatThrownBy(() -> GlycatedHaemoglobin.mmolPerMol(7))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
