package io.efollowup.server.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.glucose.CareEvent;
import java.io.StringReader;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventsCsvTest {
  private static final String HEADER =
      "id,time,kind,carbs,protein,fat,fibre,foods,units,action,minutes,mets,activity,name,dose,unit,glucose\n";

  private static Map<String, List<CareEvent>> read(String rows) {
    return EventsCsv.read(new StringReader(HEADER + rows), "e.csv", ZoneOffset.UTC);
  }

  @Test
  void shouldReadEachKind() {
    List<CareEvent> events =
        read("""
        a,2026-05-10 08:00:00,meal,45,20,12,3,rice-cooked;fish-steamed,,,,,,,,,
        a,2026-05-10 07:50:00,insulin,,,,,,4.5,rapid,,,,,,,
        a,2026-05-10 17:00:00,exercise,,,,,,,,30,3.5,walking,,,,
        a,2026-05-10 08:00:00,medication,,,,,,,,,,,metformin,500,mg,
        a,2026-05-10 09:00:00,fingerstick,,,,,,,,,,,,,mg/dL,110
        """)
            .get("a");

    assertThat(events).hasSize(5);
    assertThat(events.getFirst())
        .isInstanceOfSatisfying(
            CareEvent.Meal.class,
            meal -> {
              assertThat(meal.carbs()).hasValue(45);
              assertThat(meal.foods()).containsExactly("rice-cooked", "fish-steamed");
            });
    assertThat(events.get(1))
        .isInstanceOfSatisfying(
            CareEvent.Insulin.class,
            insulin -> assertThat(insulin.action()).isEqualTo(CareEvent.InsulinAction.RAPID));
  }

  @Test
  void shouldGiveTheSameEventsEachTime() {
    String rows = "a,2026-05-10 08:00:00,meal,45,,,,,,,,,,,,,\n";

    assertThat(read(rows)).isEqualTo(read(rows));
  }

  @Test
  void shouldNameThePlaceOfWhatIsMissing() {
    assertThatThrownBy(() -> read("a,2026-05-10 08:00:00,insulin,,,,,,,rapid,,,,,,,\n"))
        .hasMessageContaining("line 2, column 9 (units)");
    assertThatThrownBy(() -> read("a,2026-05-10 08:00:00,fingerstick,,,,,,,,,,,,,,110\n"))
        .hasMessageContaining("column 16 (unit)");
    assertThatThrownBy(() -> read("a,2026-05-10 08:00:00,snack,,,,,,,,,,,,,,\n"))
        .hasMessageContaining("column 3 (kind)");
  }

  @Test
  void shouldKeepAnEventsIdentityWhereOtherRowsAreAdded() {
    String meal = "a,2026-05-10 08:00:00,meal,45,,,,,,,,,,,,,\n";
    String other = "a,2026-05-09 08:00:00,meal,30,,,,,,,,,,,,,\n";

    assertThat(read(other + meal).get("a").getLast().id())
        .isEqualTo(read(meal).get("a").getFirst().id());
    assertThat(read(meal + meal).get("a").stream().map(CareEvent::id)).doesNotHaveDuplicates();
  }

  @Test
  void shouldNameThePlaceOfWhatNobodyTakes() {
    assertThatThrownBy(() -> read("a,2026-05-10 08:00:00,meal,1001,,,,,,,,,,,,,\n"))
        .hasMessageContaining("line 2, column 4 (carbs)");
    assertThatThrownBy(() -> read("a,2026-05-10 08:00:00,insulin,,,,,,301,rapid,,,,,,,\n"))
        .hasMessageContaining("column 9 (units)");
    assertThatThrownBy(
            () -> read("a,2026-05-10 08:00:00,medication,,,,,,,,,,,metformin,500,spoons,\n"))
        .hasMessageContaining("column 16 (unit)");
  }
}
