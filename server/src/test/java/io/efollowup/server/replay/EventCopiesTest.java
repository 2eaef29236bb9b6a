package io.efollowup.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.CareEvent;
import io.efollowup.server.csv.EventsCsv;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventCopiesTest {
  private static final String HEADER =
      "id,time,kind,carbs,foods,units,action,minutes,activity,name,dose,unit,glucose\n";
  private static final String MEAL = "a,2026-05-10 08:00:00,meal,45,rice-cooked,,,,,,,,\n";
  private static final String ALL =
      MEAL
          + "a,2026-05-10 08:00:00,insulin,,,4,rapid,,,,,,\n"
          + "a,2026-05-10 17:00:00,exercise,,,,,30,walking,,,,\n"
          + "a,2026-05-10 08:00:00,medication,,,,,,,metformin,500,mg,\n"
          + "a,2026-05-10 09:00:00,fingerstick,,,,,,,,,mg/dL,110\n";

  private static List<CareEvent> events(String rows) {
    return EventsCsv.read(new StringReader(HEADER + rows), "e.csv", ZoneOffset.UTC).get("a");
  }

  private static List<UUID> ids(String patient, List<CareEvent> events) {
    return EventCopies.ofPatient(patient, events).stream().map(CareEvent::id).toList();
  }

  @Test
  void shouldNameTheSameEventsTheSameEachTime() {
    assertThat(ids("P-1", events(ALL))).isEqualTo(ids("P-1", events(ALL)));
    assertThat(ids("P-1", events(ALL))).doesNotHaveDuplicates();
  }

  @Test
  void shouldNameOneEventDifferentlyForAnotherPatientAndAtAnotherTime() {
    List<CareEvent> meal = events(MEAL);
    CareEvent later =
        EventCopies.with(
            meal.getFirst(), meal.getFirst().id(), meal.getFirst().at().plusSeconds(60));
    assertThat(ids("P-1", meal))
        .isNotEqualTo(ids("P-2", meal))
        .isNotEqualTo(ids("P-1", List.of(later)));
  }

  @Test
  void shouldKeepBothOfTwoEqualRows() {
    assertThat(ids("P-1", events(MEAL + MEAL))).doesNotHaveDuplicates();
  }

  @Test
  void shouldKeepTheNamesOfEventsThatOthersAreAddedBefore() {
    String earlier = "a,2026-05-09 08:00:00,meal,30,,,,,,,,,\n";
    assertThat(ids("P-1", events(earlier + ALL))).containsAll(ids("P-1", events(ALL)));
  }

  @Test
  void shouldMoveEventsWithTheReadingsByWholeDaysToEndBeforeNow() {
    RecordedSubject subject = new RecordedSubject("a", List.of(), events(ALL));
    Instant now = Instant.parse("2026-06-01T12:00:00Z");
    RecordedSubject moved = Rebase.toEndBefore(now, List.of(subject)).getFirst();
    Duration shift =
        Duration.between(subject.events().getFirst().at(), moved.events().getFirst().at());
    assertThat(shift).isEqualTo(Duration.ofDays(21));
    for (int i = 0; i < subject.events().size(); i++) {
      CareEvent event = subject.events().get(i);
      assertThat(moved.events().get(i))
          .isEqualTo(EventCopies.with(event, event.id(), event.at().plus(shift)));
    }
  }
}
