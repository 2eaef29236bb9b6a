package io.efollowup.server.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.server.csv.MealsCsv.Meal;
import java.io.StringReader;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MealsCsvTest {
  private static List<Meal> read(String text) {
    return MealsCsv.read(new StringReader(text), "m.csv", ZoneId.of("Asia/Shanghai"));
  }

  @Test
  void shouldReadMealsInTheOrderOfTheFile() {
    assertThat(
            read(
                """
                id,meal,mealtime
                b,"rice, fish",2026-05-10 12:00:00
                a,,2026-05-10T08:00:00Z
                """))
        .containsExactly(
            new Meal("b", "rice, fish", OffsetDateTime.parse("2026-05-10T12:00:00+08:00")),
            new Meal("a", "", OffsetDateTime.parse("2026-05-10T08:00:00Z")));
  }

  @Test
  void shouldNameThePlaceOfWhatCannotBeRead() {
    assertThatThrownBy(() -> read("id,meal,mealtime\na,x,noon\n"))
        .isInstanceOf(CsvProblem.class)
        .hasMessageContainingAll("m.csv", "line 2", "column 3 (mealtime)", "not a time");
    assertThatThrownBy(() -> read("id,meal,mealtime\n,x,2026-05-10 12:00:00\n"))
        .isInstanceOf(CsvProblem.class)
        .hasMessageContaining("line 2, column 1 (id)");
    assertThatThrownBy(() -> read("id,meal,time\n"))
        .isInstanceOf(CsvProblem.class)
        .hasMessageContaining("no column mealtime");
  }
}
