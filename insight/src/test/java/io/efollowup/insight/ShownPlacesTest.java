package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownPlacesTest {
  @Test
  void shouldShowAFigureOnTheSideOfItsGoal() {
    assertThat(ShownPlaces.beside(36.3, 0, cv -> cv <= 36)).isEqualTo(1);
    assertThat(ShownPlaces.beside(36.04, 0, cv -> cv <= 36)).isEqualTo(2);
    assertThat(ShownPlaces.beside(36.6, 0, cv -> cv <= 36)).isZero();
    assertThat(ShownPlaces.beside(36, 0, cv -> cv <= 36)).isZero();
    assertThat(ShownPlaces.beside(6.97, 1, gmi -> gmi < 7)).isEqualTo(2);
  }

  @Test
  void shouldKeepToItsMostWhereNoRoundingHelps() {
    assertThat(ShownPlaces.beside(36.0000001, 0, cv -> cv <= 36)).isEqualTo(3);
  }
}
