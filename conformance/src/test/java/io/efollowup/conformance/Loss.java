package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.transport.IotHubConnectionStatus;
import io.efollowup.testkit.process.Stopwatch;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether a device client has lost its connection, as its library tells. */
final class Loss {
  /** The right of a device ends for what is connected, too, this soon after it has ended. */
  static final Duration SOON = Duration.ofSeconds(1);

  private static final long LONGEST_SECONDS = 30;

  private final CountDownLatch lost = new CountDownLatch(1);

  private Loss() {}

  /** Begins to listen: before the client opens. */
  static Loss of(DeviceClient client) {
    Loss loss = new Loss();
    client.setConnectionStatusChangeCallback(
        change -> {
          if (change.getNewStatus() != IotHubConnectionStatus.CONNECTED) {
            loss.lost.countDown();
          }
        },
        null);
    return loss;
  }

  boolean hasCome() {
    return lost.getCount() == 0;
  }

  /** Asked right after the right has ended. */
  void shouldComeSoon() throws InterruptedException {
    try (Stopwatch watch = Stopwatch.start()) {
      assertThat(lost.await(LONGEST_SECONDS, TimeUnit.SECONDS)).as("it is lost").isTrue();
      assertThat(watch.elapsed()).as("until it is lost").isLessThan(SOON);
    }
  }
}
