package io.efollowup.monitor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  private final Pace pace = new Pace(Duration.ofMillis(20));

  @ParameterizedTest
  @CsvSource({
    "0, 20", "3, 17", // until the next may begin
    "10, 10", "15, 15", // as long again
    "50, 50", "60, 60", "70, 60", // no longer than that
    "80, 40", "99, 2", "100, 0", "400, 0", // what two of them leave of 200 ms
  })
  void shouldRestUntilTheNextMayBeginAndAsLongAgain(long took, long rest) {
    assertThat(pace.restAfter(Duration.ofMillis(took))).isEqualTo(Duration.ofMillis(rest));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "70, 60", "400, 0"})
  void shouldLeaveSendersTheirShareWithoutALeastTime(long took, long rest) {
    assertThat(new Pace(Duration.ZERO).restAfter(Duration.ofMillis(took)))
        .isEqualTo(Duration.ofMillis(rest));
  }
}
