package io.efollowup.bench.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.telemetry.TelemetryReader;
import io.efollowup.telemetry.TelemetryVerdict;
import io.efollowup.telemetry.Terms;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadDeviceTest {
  private static final String CONNECTION_STRING =
      "HostName=127.0.0.1;DeviceId=load-3;SharedAccessKey=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  private final LoadDevice device = new LoadDevice(3, CONNECTION_STRING);

  @Test
  void shouldSendMessagesOfTheStatedSize() {
    for (int i = 0; i < 1000; i++) {
      assertThat(device.next()).hasSize(LoadDevice.MESSAGE_BYTES);
    }
  }

  @Test
  void shouldSendReadingsThatAreAllAdmittedAndAllDifferent() {
    TelemetryReader reader = new TelemetryReader(Terms.standard(), bytes -> new byte[16]);
    Set<Object> times = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(reader.read(device.next()))
          .isInstanceOfSatisfying(
              TelemetryVerdict.Judged.class,
              judged -> {
                assertThat(judged.refusals()).isEmpty();
                judged.message().readings().forEach(reading -> times.add(reading.at()));
              });
    }
    assertThat(times).hasSize(1000);
  }
}
