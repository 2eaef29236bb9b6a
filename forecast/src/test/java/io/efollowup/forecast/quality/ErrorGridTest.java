package io.efollowup.forecast.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.Glucose;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorGridTest {
  /** The pairs and shares that AGATA's own tests state for Clarke's grid. */
  @Test
  void shouldGiveAgatasSharesForAgatasPairs() {
    double[][] pairs = {
      {40, 80}, {50, 80}, {50, 80}, {80, 70}, {180, 130}, {180, 130}, {260, 60}, {100, 220}
    };
    assertThat(Arrays.stream(pairs).map(pair -> ErrorGrid.CLARKE.zoneOfMgdl(pair[0], pair[1])))
        .containsExactly(
            ErrorZone.D,
            ErrorZone.D,
            ErrorZone.D,
            ErrorZone.A,
            ErrorZone.B,
            ErrorZone.B,
            ErrorZone.E,
            ErrorZone.C);
  }

  /** Both sides of each line of Clarke's drawing. */
  @ParameterizedTest
  @CsvSource({
    "70,70,A",
    "58,70,A",
    "58,71,D",
    "65,78,A",
    "65,79,D",
    "100,120,A",
    "100,121,B",
    "100,80,A",
    "100,79,B",
    "70,180,E",
    "71,180,B",
    "71,181,C",
    "69,179,D",
    "70,84,A",
    "70,85,D",
    "180,70,E",
    "179,70,B",
    "130,0,C",
    "129,0,B",
    "155,35,C",
    "155,36,B",
    "180,71,B",
    "239,180,B",
    "240,180,D",
    "240,181,B",
    "240,192,A",
    "240,70,E",
    "240,71,D",
    "290,400,C",
    "290,399,B",
    "350,460,C",
    "550,660,A"
  })
  void shouldFollowClarkesLines(double came, double forecast, ErrorZone zone) {
    assertThat(ErrorGrid.CLARKE.zoneOfMgdl(came, forecast)).isEqualTo(zone);
  }

  /** Pfützner's vertices: on each it is the better zone, one mg/dL beyond the worse. */
  @ParameterizedTest
  @CsvSource({
    "30,50,A",
    "30,51,B",
    "140,170,A",
    "140,171,B",
    "280,380,A",
    "280,381,B",
    "430,550,A",
    "430,551,B",
    "30,60,B",
    "30,61,C",
    "50,80,B",
    "50,81,C",
    "70,110,B",
    "70,111,C",
    "260,550,B",
    "260,551,C",
    "25,100,C",
    "25,101,D",
    "50,125,C",
    "50,126,D",
    "80,215,C",
    "80,216,D",
    "125,550,C",
    "125,551,D",
    "35,155,D",
    "35,156,E",
    "50,550,D",
    "50,551,E",
    "49,1,A",
    "50,30,B",
    "51,30,B",
    "51,31,A",
    "170,145,A",
    "170,144,B",
    "385,300,A",
    "385,299,B",
    "550,450,A",
    "550,449,B",
    "119,1,B",
    "120,30,C",
    "121,31,B",
    "260,130,B",
    "260,129,C",
    "550,250,B",
    "550,249,C",
    "249,1,C",
    "250,40,D",
    "251,41,C",
    "550,150,C",
    "550,149,D"
  })
  void shouldFollowTheLinesOfType1(double came, double forecast, ErrorZone zone) {
    assertThat(ErrorGrid.PARKES_TYPE_1.zoneOfMgdl(came, forecast)).isEqualTo(zone);
  }

  @ParameterizedTest
  @CsvSource({
    "30,50,A",
    "30,51,B",
    "230,330,A",
    "230,331,B",
    "440,550,A",
    "440,551,B",
    "30,60,B",
    "30,61,C",
    "280,550,B",
    "280,551,C",
    "25,80,C",
    "25,81,D",
    "35,90,C",
    "35,91,D",
    "125,550,C",
    "125,551,D",
    "35,200,D",
    "35,201,E",
    "50,550,D",
    "50,551,E",
    "49,1,A",
    "50,30,B",
    "51,31,B",
    "90,80,A",
    "90,79,B",
    "330,230,A",
    "330,229,B",
    "550,450,A",
    "550,449,B",
    "90,1,B",
    "260,130,B",
    "260,129,C",
    "550,250,B",
    "550,249,C",
    "250,40,D",
    "251,41,C",
    "410,110,C",
    "410,109,D",
    "550,160,C",
    "550,159,D"
  })
  void shouldFollowTheLinesOfType2(double came, double forecast, ErrorZone zone) {
    assertThat(ErrorGrid.PARKES_TYPE_2.zoneOfMgdl(came, forecast)).isEqualTo(zone);
  }

  /**
   * Counts over all whole pairs from 1 to 550 (Clarke: 400), worked out in exact fractions by
   * another program, after the formulas of the R package ega and the common program for Clarke's.
   */
  @Test
  void shouldCountTheWholeGridAsAnotherProgramDoes() {
    assertThat(counts(ErrorGrid.CLARKE, 400)).containsExactly(33456, 44343, 26005, 25256, 30940);
    assertThat(counts(ErrorGrid.PARKES_TYPE_1, 550))
        .containsExactly(67755, 93485, 71900, 52665, 16695);
    assertThat(counts(ErrorGrid.PARKES_TYPE_2, 550))
        .containsExactly(78410, 82230, 74115, 53040, 14705);
  }

  private static Iterable<Integer> counts(ErrorGrid grid, int most) {
    Map<ErrorZone, Integer> counts = new EnumMap<>(ErrorZone.class);
    for (int came = 1; came <= most; came++) {
      for (int forecast = 1; forecast <= most; forecast++) {
        counts.merge(grid.zoneOfMgdl(came, forecast), 1, Integer::sum);
      }
    }
    return counts.values();
  }

  @Property
  void shouldFindNothingWrongWithWhatCame(@ForAll @DoubleRange(min = 20, max = 600) double mgdl) {
    for (ErrorGrid grid : ErrorGrid.values()) {
      assertThat(grid.zoneOfMgdl(mgdl, mgdl)).isEqualTo(ErrorZone.A);
    }
  }

  @Property
  void shouldGetNoBetterFurtherFromWhatCame(
      @ForAll @DoubleRange(min = 20, max = 600) double came,
      @ForAll @DoubleRange(min = -300, max = 300) double error,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    for (ErrorGrid grid : ErrorGrid.values()) {
      assertThat(grid.zoneOfMgdl(came, came + error))
          .as("%s", grid)
          .isGreaterThanOrEqualTo(grid.zoneOfMgdl(came, came + share * error));
    }
  }

  /** A low taken for a high and a high taken for a low are equally wrong. */
  @Property
  void shouldTreatClarkesOppositesAlike(
      @ForAll @DoubleRange(min = 20, max = 70) double low,
      @ForAll @DoubleRange(min = 180, max = 600) double high) {
    assertThat(ErrorGrid.CLARKE.zoneOfMgdl(low, high)).isEqualTo(ErrorZone.E);
    assertThat(ErrorGrid.CLARKE.zoneOfMgdl(high, low)).isEqualTo(ErrorZone.E);
  }

  @Property
  void shouldGiveTheSameZoneInBothUnits(
      @ForAll @DoubleRange(min = 1.2, max = 33) double came,
      @ForAll @DoubleRange(min = 1.2, max = 33) double forecast) {
    for (ErrorGrid grid : ErrorGrid.values()) {
      assertThat(grid.zoneOf(Glucose.mmol(came), Glucose.mmol(forecast)))
          .isEqualTo(
              grid.zoneOf(
                  Glucose.mgdl(Glucose.mmol(came).mgdl()),
                  Glucose.mgdl(Glucose.mmol(forecast).mgdl())));
    }
    assertThat(ErrorGrid.CLARKE.zoneOf(Glucose.mmol(3), Glucose.mmol(10.5))).isEqualTo(ErrorZone.E);
  }

  @ParameterizedTest
  @EnumSource(ErrorGrid.class)
  void shouldRefuseWhatCannotHaveCome(ErrorGrid grid) {
    assertThatThrownBy(() -> grid.zoneOfMgdl(0, 100)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> grid.zoneOfMgdl(Double.NaN, 100))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
