package io.efollowup.server.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.forecast.WearerProfile;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class TrainingSuiteCsvTest {
  private static final String HEADER = "dataset,file,rounding,diabetes,person_until\n";

  private static TrainingSuiteCsv.Entry entry(String row) {
    return TrainingSuiteCsv.read(new StringReader(HEADER + row), "suite.csv").getFirst();
  }

  @Test
  void shouldKeepPeopleApartWhoseIdsBeginWithTheSeparator() {
    TrainingSuiteCsv.Entry entry = entry("one,one.csv,,,_\n");

    assertThat(entry.person("a_1")).isEqualTo("a");
    assertThat(entry.person("_a")).isEqualTo("_a");
    assertThat(entry.person("_b")).isEqualTo("_b");
    assertThat(entry.person("_b_2")).isEqualTo("_b");
  }

  @Test
  void shouldReadEachSpellingOfWhatIsKnown() {
    WearerProfile documented = entry("one,one.csv,whole-mgdl,type-1,\n").wearer();

    assertThat(entry("one,one.csv,whole_mgdl,Type_1,\n").wearer()).isEqualTo(documented);
    assertThat(entry("one,one.csv,WHOLE_MGDL,TYPE_1,\n").wearer()).isEqualTo(documented);
  }
}
