package io.efollowup.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DeviceTimelineTest {
  private static final Instant START = Instant.parse("2026-05-10T00:00:00Z");
  private static final DeviceTimeline EMPTY = new DeviceTimeline(List.of());

  @Property(tries = 300)
  void shouldNeverOverlapWhateverIsAsked(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 2_999) Integer> requests) {
    DeviceTimeline timeline = EMPTY;
    for (int request : requests) {
      timeline = ask(timeline, request);
      for (int second = 0; second < 25; second++) {
        Instant at = START.plusSeconds(second);
        assertThat(timeline.assignments().stream().filter(each -> each.covers(at)).count())
            .isLessThanOrEqualTo(1);
      }
    }
  }

  private static DeviceTimeline ask(DeviceTimeline timeline, int request) {
    Instant from = START.plusSeconds(request % 20);
    try {
      return switch (request / 1_000) {
        case 0 -> timeline.with(assignment(from, Optional.empty()));
        case 1 -> timeline.with(assignment(from, Optional.of(from.plusSeconds(request / 20 % 9))));
        default -> timeline.ended(OrganisationId.DEFAULT, from);
      };
    } catch (IllegalArgumentException refused) {
      return timeline;
    }
  }

  @Test
  void shouldReplaceAssignmentThatBeganAtTheSameInstant() {
    DeviceTimeline timeline =
        EMPTY
            .with(assignment(START, Optional.empty()))
            .with(assignment(START, Optional.of(START.plusSeconds(5))));

    assertThat(timeline.assignments())
        .containsExactly(assignment(START, Optional.of(START.plusSeconds(5))));
  }

  @Test
  void shouldRefuseEmptyAssignment() {
    assertThatThrownBy(() -> EMPTY.with(assignment(START, Optional.of(START))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("end after it begins");
  }

  private static Assignment assignment(Instant from, Optional<Instant> to) {
    return new Assignment(OrganisationId.DEFAULT, "d", new PatientId("P-ANNA01"), from, to);
  }
}
