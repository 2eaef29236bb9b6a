package io.efollowup.forecast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.forecast.WearerTraits;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BenchmarkCsvTest {
  private static final String SUITE =
      "dataset,file,gap,min_readings,segment,max_input,lags,drop_ids,drop_row\n";
  private static final DataSetParameters SET =
      new DataSetParameters("a", "a.csv", 45, 240, 240, 192, 24, Set.of(), Set.of());

  @Test
  void shouldReadASuite() {
    List<DataSetParameters> suite =
        BenchmarkCsv.suite(
            new StringReader(SUITE + "a,a.csv,45,240,240,192,12,009;010,57309\n"), "suite.csv");

    assertThat(suite)
        .containsExactly(
            new DataSetParameters(
                "a", "a.csv", 45, 240, 240, 192, 12, Set.of("009", "010"), Set.of(57309L)));
  }

  @Test
  void shouldReadWhatASuiteKnowsOfItsWearers() {
    String header = SUITE.strip() + ",sensor,cadence,rounding,diabetes\n";
    String row = "a,a.csv,45,240,240,192,12,,,";

    assertThat(traits(header + row + "G6,5,whole_mgdl,type_1\n"))
        .isEqualTo(
            new WearerTraits(
                Optional.of("G6"),
                OptionalInt.of(5),
                Optional.of(WearerTraits.Rounding.WHOLE_MGDL),
                Optional.of(WearerTraits.DiabetesType.TYPE_1)));
    assertThat(traits(header + row + "G6,5,Whole-mgdl,TYPE-1\n"))
        .isEqualTo(traits(header + row + "G6,5,whole_mgdl,type_1\n"));
    assertThat(traits(header + row + ",,,\n")).isEqualTo(WearerTraits.UNKNOWN);
    assertThatThrownBy(() -> traits(header + row + ",,,type_3\n"))
        .hasMessageContaining("suite.csv: line 2: diabetes is none of none, prediabetes, type-1");
  }

  private static WearerTraits traits(String suite) {
    return BenchmarkCsv.suite(new StringReader(suite), "suite.csv").getFirst().traits();
  }

  @Test
  void shouldReadSplitsWithAndWithoutCounts() {
    String header =
        "dataset,seed,rows_after_interp,segments,n_train,n_val,n_test_id,n_test_ood,"
            + "win_id_stride6,win_ood_stride6,ood_subject_ids\n";
    List<Split> splits =
        BenchmarkCsv.splits(
            new StringReader(header + "a,1,10,2,3,4,5,6,7,8,x;y\na,2,,,,,,,,,z\n"), "splits.csv");

    assertThat(splits)
        .containsExactly(
            new Split(
                "a", 1, List.of("x", "y"), Optional.of(new PartCounts(10, 2, 3, 4, 5, 6, 7, 8))),
            new Split("a", 2, List.of("z"), Optional.empty()));
    assertThat(
            BenchmarkCsv.splits(new StringReader("dataset,seed,ood_subject_ids\na,3,x\n"), "s.csv"))
        .containsExactly(new Split("a", 3, List.of("x"), Optional.empty()));
  }

  @Test
  void shouldSayFileAndLineOfWhatItCannotRead() {
    assertThatThrownBy(
            () ->
                BenchmarkCsv.suite(
                    new StringReader(SUITE + "a,a.csv,45,240,240,192,twelve,,\n"), "suite.csv"))
        .hasMessage("suite.csv: line 2: lags is not a whole number");
    assertThatThrownBy(
            () ->
                BenchmarkCsv.readings(
                    new StringReader("id,time,gl\na,2020-01-01 00:00:00,high\n"), "a.csv", SET))
        .hasMessage("a.csv: line 2: gl is not a number");
    assertThatThrownBy(
            () -> BenchmarkCsv.readings(new StringReader("id,time\n1,2\n"), "a.csv", SET))
        .hasMessage("a.csv has no column gl; expected id,time,gl");
    assertThatThrownBy(() -> BenchmarkCsv.splits(new StringReader(""), "s.csv"))
        .isInstanceOf(BenchmarkProblem.class);
  }

  @Test
  void shouldTakeTheClockBesideTheWearerWhereATimeStatesItsOffset() {
    List<RawReading> readings =
        BenchmarkCsv.readings(
            new StringReader(
                "id,time,gl\na,1970-01-01T08:05+08:00,100\na,1970-01-01 08:05:00,100\n"
                    + "a,1970-01-01T08:05:00Z,100\n"),
            "a.csv",
            SET);

    assertThat(readings).extracting(RawReading::minute).containsOnly(485L);
    assertThat(readings).hasSize(3);
  }

  @Property(tries = 500)
  void shouldReadOrRefuseAnyText(@ForAll String text, @ForAll String field) {
    for (String csv : List.of(text, SUITE + text, "id,time,gl\n" + field + "," + text + ",1\n")) {
      try {
        BenchmarkCsv.suite(new StringReader(csv), "suite.csv");
      } catch (BenchmarkProblem refused) {
        assertThat(refused).hasMessageStartingWith("suite.csv");
      }
      try {
        BenchmarkCsv.readings(new StringReader(csv), "a.csv", SET);
      } catch (BenchmarkProblem refused) {
        assertThat(refused).hasMessageStartingWith("a.csv");
      }
    }
  }
}
