package io.efollowup.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.CareEvent.InsulinAction;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventLaneTest {
  @Test
  void shouldFillThePremixedAsTheMealtimeInsulinAndLeaveTheBasalHollow() {
    assertThat(Arrays.stream(InsulinAction.values()).filter(EventLane::isFilled))
        .containsExactlyInAnyOrder(InsulinAction.RAPID, InsulinAction.SHORT, InsulinAction.MIXED);
  }
}
