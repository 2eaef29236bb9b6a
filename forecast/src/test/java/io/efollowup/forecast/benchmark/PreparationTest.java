package io.efollowup.forecast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.forecast.GlucoseSeries;
import io.efollowup.forecast.WearerTraits;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreparationTest {
  private static DataSetParameters set(int gap, int minReadings) {
    return new DataSetParameters(
        "made", "made.csv", gap, minReadings, 3, 4, 2, Set.of("x"), Set.of(1L));
  }

  private static PreparedSet prepare(int gap, int minReadings, String... rows) {
    DataSetParameters set = set(gap, minReadings);
    String csv = "id,time,gl\n" + String.join("\n", rows) + "\n";
    return Preparation.of(set, 0, BenchmarkCsv.readings(new StringReader(csv), "made.csv", set));
  }

  @Test
  void shouldRoundToTheMinuteAndAHalfToTheEvenOne() {
    long noon = LocalMinutes.rounded("2020-01-01 12:00:00");

    assertThat(LocalMinutes.rounded("2020-01-01 12:00:29")).isEqualTo(noon);
    assertThat(LocalMinutes.rounded("2020-01-01 12:00:30")).isEqualTo(noon);
    assertThat(LocalMinutes.rounded("2020-01-01 12:00:30.5")).isEqualTo(noon + 1);
    assertThat(LocalMinutes.rounded("2020-01-01T12:01:30")).isEqualTo(noon + 2);
  }

  @Test
  void shouldSeeCadenceAndRoundingOfASensorInItsReadings() {
    PreparedSet whole =
        prepare(
            45,
            1,
            "a,2020-01-01 00:00:00,100",
            "a,2020-01-01 00:05:00,9",
            "a,2020-01-01 00:10:00,103");
    PreparedSet tenths =
        prepare(
            45,
            1,
            "a,2020-01-01 00:00:00,100.8",
            "a,2020-01-01 00:05:00,9",
            "a,2020-01-01 00:15:00,102.6");

    assertThat(whole.traits().sensor()).contains("made");
    assertThat(whole.traits().cadenceMinutes()).hasValue(10);
    assertThat(whole.traits().rounding()).contains(WearerTraits.Rounding.WHOLE_MGDL);
    assertThat(tenths.traits().cadenceMinutes()).hasValue(15);
    assertThat(tenths.traits().rounding()).contains(WearerTraits.Rounding.TENTH_MMOL);
  }

  @Test
  void shouldDropListedRowsListedIdsAndRowsWithoutAValue() {
    PreparedSet set =
        prepare(
            45,
            1,
            "a,2020-01-01 00:00:00,100",
            "a,2020-01-01 00:05:00,900",
            "x,2020-01-01 00:05:00,100",
            "a,2020-01-01 00:10:00,NA",
            "a,2020-01-01 00:10:00,120");

    assertThat(set.subjects()).containsExactly("a");
    assertThat(values(set, 0)).containsExactly(100, 110, 120);
  }

  @Test
  void shouldBeginASegmentAfterALongPauseAndLeaveOutShortOnes() {
    PreparedSet set =
        prepare(
            30,
            2,
            "a,2020-01-01 00:00:00,100",
            "skipped,2020-01-01 00:00:00,1",
            "a,2020-01-01 00:30:00,130",
            "a,2020-01-01 01:01:00,90",
            "a,2020-01-01 02:00:00,80",
            "a,2020-01-01 02:05:00,85");

    assertThat(set.segments()).hasSize(2);
    assertThat(values(set, 0)).containsExactly(100, 105, 110, 115, 120, 125, 130);
    assertThat(values(set, 1)).containsExactly(80, 85);
  }

  @Test
  void shouldDrawStraightLinesBetweenReadingsOffTheGrid() {
    PreparedSet set =
        prepare(
            45,
            2,
            "a,2020-01-01 00:00:00,100",
            "skipped,2020-01-01 00:00:00,1",
            "a,2020-01-01 00:04:00,140",
            "a,2020-01-01 00:08:00,100",
            "a,2020-01-01 00:14:00,160");

    assertThat(values(set, 0)).containsExactly(100, 130, 120);
  }

  @Test
  void shouldOrderReadingsByTimeAndSubjectsByNumberWhereTheyAreNumbers() {
    PreparedSet set =
        prepare(
            45,
            1,
            "10,2020-01-01 00:05:00,110",
            "skipped,2020-01-01 00:00:00,1",
            "10,2020-01-01 00:00:00,100",
            "9,2020-01-01 00:00:00,90");

    assertThat(set.subjects()).containsExactly("9", "10");
    assertThat(values(set, 1)).containsExactly(100, 110);
    assertThat(SubjectOrder.ascending(List.of("b", "10", "9"))).containsExactly("10", "9", "b");
    assertThat(SubjectOrder.indexOf(List.of("008", "010"), "10")).isEqualTo(1);
  }

  @Test
  void shouldCountReadingsThatShareAMinute() {
    PreparedSet set =
        prepare(
            45,
            2,
            "a,2020-01-01 00:00:00,100",
            "skipped,2020-01-01 00:00:00,1",
            "a,2020-01-01 00:00:10,500",
            "a,2020-01-01 00:05:00,110");

    assertThat(set.repeated()).isEqualTo(1);
    assertThat(values(set, 0)).containsExactly(100, 110);
  }

  private static float[] values(PreparedSet set, int segment) {
    GlucoseSeries series = set.segments().get(segment).series();
    float[] values = new float[series.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = series.mgdl(i);
    }
    return values;
  }
}
