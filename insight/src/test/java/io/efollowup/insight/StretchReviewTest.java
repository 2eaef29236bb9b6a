package io.efollowup.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.CareEvent.InsulinAction;
import io.efollowup.glucose.GlucoseValue;
import io.efollowup.insight.ReviewedStretch.Notice;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class StretchReviewTest {
  /** Steady at 110, within ten minutes down to 60 for half an hour, and as fast back. */
  private static final DoubleUnaryOperator PRESSED = h -> inside(h, 3.5, 3.92) ? 60 : 110;

  /** The same low, reached and left over an hour and a half. */
  private static final DoubleUnaryOperator SLOW =
      h -> Math.clamp(60 + Math.abs(h - 3.7) * 40, 62, 110);

  @Test
  void shouldSuspectPressureWhereANightLowComesAndGoesFast() {
    ReviewedStretch low = only(new WearBuilder().mgdl(5, PRESSED));
    assertThat(low.compressionSuspected()).isTrue();
    assertThat(low.atNight()).isTrue();
    assertThat(low.isLow()).isTrue();
  }

  @Test
  void shouldNotSuspectALowThatComesSlowly() {
    assertThat(only(new WearBuilder().mgdl(5, SLOW)).compressionSuspected()).isFalse();
  }

  @Test
  void shouldNotSuspectALowWithAnotherReason() {
    assertThat(suspected(new WearBuilder().mgdl(5, PRESSED).meal(2, 30))).isFalse();
    assertThat(suspected(new WearBuilder().mgdl(5, PRESSED).meal(3.7, 15))).isFalse();
    assertThat(suspected(new WearBuilder().mgdl(5, PRESSED).exercise(0.5, 60))).isFalse();
    assertThat(suspected(new WearBuilder().mgdl(5, PRESSED).insulin(1, InsulinAction.RAPID)))
        .isFalse();
    assertThat(suspected(new WearBuilder().mgdl(5, PRESSED).insulin(1, InsulinAction.LONG)))
        .isTrue();
  }

  @Test
  void shouldNotSuspectByDayOrFromCoarseReadings() {
    assertThat(suspected(new WearBuilder().mgdl(5, h -> PRESSED.applyAsDouble(h - 9)))).isFalse();
    assertThat(suspected(new WearBuilder().mgdl(15, PRESSED))).isFalse();
  }

  @Test
  void shouldKeepSuspectLowsInEveryFigure() {
    SevenDayAnalysis analysis = new WearBuilder().mgdl(5, PRESSED).analysis();
    assertThat(analysis.findings().nights().getFirst().below().toMinutes()).isEqualTo(30);
    assertThat(analysis.stretches()).hasSize(1);
  }

  @Test
  void shouldTellWhetherALowWasNoticed() {
    assertThat(notice(new WearBuilder().mgdl(5, SLOW))).isEqualTo(Notice.UNKNOWN);
    assertThat(notice(new WearBuilder().mgdl(5, SLOW).meal(12, 40)))
        .isEqualTo(Notice.NOTHING_LOGGED);
    assertThat(notice(new WearBuilder().mgdl(5, SLOW).fingerstick(3.8))).isEqualTo(Notice.LOGGED);
  }

  @Test
  void shouldSeeALowThatTheSensorCannotMeasure() {
    WearBuilder wear =
        new WearBuilder()
            .values(
                3, h -> inside(h, 2, 3) ? GlucoseValue.OutOfRange.LOW : WearBuilder.measured(110));
    ReviewedStretch low = only(wear);
    assertThat(low.stretch().severe()).isTrue();
    assertThat(low.stretch().extreme()).isEqualTo(GlucoseValue.OutOfRange.LOW);
  }

  private static boolean inside(double h, double from, double to) {
    return h >= from && h < to;
  }

  private static boolean suspected(WearBuilder wear) {
    return only(wear).compressionSuspected();
  }

  private static Notice notice(WearBuilder wear) {
    return only(wear).notice();
  }

  private static ReviewedStretch only(WearBuilder wear) {
    return wear.findings().stretches().getFirst();
  }
}
