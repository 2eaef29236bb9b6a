package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudToDeviceBoundsTest {
  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private HubStore store;
  private DeviceRegistry registry;
  private CloudToDeviceQueue queue;

  @BeforeEach
  void open() {
    store = HubStore.open(directory, RunningHub.key());
    registry = new DeviceRegistry(store, clock);
    queue = new CloudToDeviceQueue(store, clock, meters);
    registry.onDeletion(queue::deviceDeleted);
    if (registry.find("a").isEmpty()) {
      registry.createWithGeneratedKeys("a");
      registry.createWithGeneratedKeys("b");
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void shouldPurgeWhatWaitsAndWhatIsLocked() {
    enqueue("one");
    enqueue("two");
    String lock = lock();

    assertThat(queue.purge("a")).isEqualTo(2);
    assertThat(queue.purge("a")).isZero();
    assertLockLost(() -> queue.complete("a", lock));
    assertThat(outcome(MessageOutcome.PURGED)).isEqualTo(2);
    reopen();

    assertThat(queue.receive("a")).isEmpty();
  }

  @Test
  void shouldRefuseMoreThanFifty() {
    for (int i = 0; i < CloudToDeviceQueue.MOST_MESSAGES; i++) {
      enqueue("m" + i);
    }
    assertError(() -> enqueue("too many"), HubError.DEVICE_QUEUE_FULL);
    queue.complete("a", lock());
    enqueue("room again");
  }

  @Test
  void shouldDropWhatHasExpiredAndCountIt() {
    enqueue("one");
    clock.advance(CloudToDeviceQueue.DEFAULT_TIME_TO_LIVE.minusMillis(1));
    assertThat(receive()).isEqualTo("one");
    clock.advance(Duration.ofMillis(1));
    queue.dropExpired();

    assertThat(queue.mayHoldMessages("a")).isFalse();
    assertThat(outcome(MessageOutcome.EXPIRED)).isEqualTo(1);
    reopen();
    assertThat(queue.depth("a")).isZero();
  }

  @Test
  void shouldMakeRoomWhereMessagesHaveExpired() {
    for (int i = 0; i < CloudToDeviceQueue.MOST_MESSAGES; i++) {
      enqueue("m" + i);
    }
    clock.advance(CloudToDeviceQueue.DEFAULT_TIME_TO_LIVE);
    enqueue("fresh");
    assertThat(receive()).isEqualTo("fresh");
  }

  @Test
  void shouldRefuseAnExpiryInThePastOrFarAway() {
    for (Duration ahead : new Duration[] {Duration.ZERO, Duration.ofDays(3)}) {
      CloudToDeviceMessage message =
          CloudToDeviceMessage.of(new byte[0]).withExpiry(clock.instant().plus(ahead));
      assertError(() -> queue.enqueue("a", message), HubError.MALFORMED_REQUEST);
    }
  }

  @Test
  void shouldNotQueueForADeviceThatDoesNotExist() {
    assertError(
        () -> queue.enqueue("nobody", CloudToDeviceMessage.of(new byte[0])),
        HubError.DEVICE_NOT_FOUND);
  }

  @Test
  void shouldPurgeWithTheDevice() {
    enqueue("one");
    registry.delete("a", IfMatch.any());
    registry.createWithGeneratedKeys("a");

    assertThat(queue.receive("a")).isEmpty();
    assertThat(outcome(MessageOutcome.PURGED)).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhatCouldNotTravelAsAHeader() {
    assertError(() -> withProperty("a b", "v"), HubError.MALFORMED_REQUEST);
    assertError(() -> withProperty("k", "v\r\nSet-Cookie: x"), HubError.MALFORMED_REQUEST);
    assertError(() -> withProperty("k", "é"), HubError.MALFORMED_REQUEST);
    assertError(() -> SystemProperties.ofMessageId("m\n"), HubError.MALFORMED_REQUEST);
    assertError(() -> SystemProperties.ofMessageId("m".repeat(129)), HubError.MALFORMED_REQUEST);
    assertError(() -> message("x").withAlarm(""), HubError.MALFORMED_REQUEST);
    assertError(() -> message("x").withAlarm("tr\u00e8s bas"), HubError.MALFORMED_REQUEST);
    assertError(() -> CloudToDeviceMessage.of(new byte[64 * 1024 + 1]), HubError.MESSAGE_TOO_LARGE);
  }

  private static CloudToDeviceMessage withProperty(String name, String value) {
    return CloudToDeviceMessage.of(new byte[0]).withProperties(Map.of(name, value));
  }

  private static CloudToDeviceMessage message(String text) {
    return CloudToDeviceMessage.of(text.getBytes(UTF_8));
  }

  private void reopen() {
    close();
    open();
  }

  private void enqueue(String text) {
    queue.enqueue("a", message(text));
  }

  private String receive() {
    return new String(queue.receive("a").orElseThrow().message().body(), UTF_8);
  }

  private String lock() {
    return queue.receive("a").orElseThrow().lockToken();
  }

  private double outcome(MessageOutcome outcome) {
    return meters.get("hub.cloud-to-device").tag("outcome", outcome.label()).counter().count();
  }

  private static void assertLockLost(ThrowingCallable call) {
    assertError(call, HubError.MESSAGE_LOCK_LOST);
  }

  private static void assertError(ThrowingCallable call, HubError error) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
