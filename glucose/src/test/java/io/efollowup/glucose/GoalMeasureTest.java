package io.efollowup.glucose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoalMeasureTest {
  @ParameterizedTest
  @ValueSource(doubles = {9, 9.2, 9.26})
  void shouldRefuseMmolPerMolThatNoPercentStandsFor(double limit) {
    assertThatThrownBy(() -> GoalMeasure.HBA1C.limit(limit, "mmol/mol"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("between 9.3 and 195 mmol/mol");
  }

  @Test
  void shouldTakeTheEndsOfBothUnits() {
    assertThat(GoalMeasure.HBA1C.limit(9.3, "mmol/mol")).isBetween(3.0, 3.01);
    assertThat(GoalMeasure.HBA1C.limit(195, "mmol/mol")).isBetween(19.9, 20.0);
    assertThat(GoalMeasure.HBA1C.limit(3, "%")).isEqualTo(3);
    assertThat(GoalMeasure.HBA1C.limit(20, "")).isEqualTo(20);
  }
}
