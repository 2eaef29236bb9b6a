package io.efollowup.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmNoticeTest {
  private static final Instant SINCE = Instant.parse("2026-05-10T00:03:00Z");

  @Test
  void shouldSayWhatWasMeasuredInItsUnit() {
    assertThat(
            text(
                new AlarmNotice(
                    "urgent-low",
                    true,
                    SINCE,
                    Optional.of(new GlucoseValue.Measured(Glucose.mmol(2.8))))))
        .isEqualTo(
            "{\"schema\":\"efollowup.alarm/1\",\"kind\":\"urgent-low\",\"state\":\"raised\","
                + "\"since\":\"2026-05-10T00:03:00Z\",\"glucose\":2.8,\"unit\":\"mmol/L\"}");
  }

  @Test
  void shouldSayThatASensorReadsLow() {
    assertThat(text(new AlarmNotice("low", true, SINCE, Optional.of(GlucoseValue.OutOfRange.LOW))))
        .endsWith("\"outOfRange\":\"low\"}");
  }

  @Test
  void shouldSayThatTheCauseHasEnded() {
    assertThat(text(new AlarmNotice("signal-loss", false, SINCE, Optional.empty())))
        .contains("\"state\":\"resolved\"");
  }

  private static String text(AlarmNotice notice) {
    return new String(notice.write(), StandardCharsets.UTF_8);
  }
}
