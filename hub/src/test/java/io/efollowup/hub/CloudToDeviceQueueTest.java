package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudToDeviceQueueTest {
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
  void shouldHandOutInOrderAndOnlyToTheDeviceItIsFor() {
    enqueue("one");
    enqueue("two");

    assertThat(queue.receive("b")).isEmpty();
    assertThat(receive()).isEqualTo("one");
    assertThat(receive()).isEqualTo("two");

    assertThat(queue.receive("a")).isEmpty();
    assertThat(queue.depth("a")).isEqualTo(2);
  }

  @Test
  void shouldKeepEveryPartOfAMessage() {
    CloudToDeviceMessage sent =
        new CloudToDeviceMessage(
            new SystemProperties(
                Optional.of("m"),
                Optional.of("c"),
                Optional.of("u"),
                Optional.of("text/plain"),
                Optional.of("utf-8")),
            Map.of("k", "v \"x\""),
            new byte[] {0, 1, -1},
            Optional.of(clock.instant().plusSeconds(90)),
            FeedbackRequest.FULL,
            Optional.of("low"));
    queue.enqueue("a", sent);

    CloudToDeviceMessage got = queue.receive("a").orElseThrow().message();
    assertThat(got).usingRecursiveComparison().ignoringFields("expiry").isEqualTo(sent);
    assertThat(got.expiry().orElseThrow().toEpochMilli())
        .isEqualTo(sent.expiry().orElseThrow().toEpochMilli());
  }

  @Test
  void shouldForgetWhatWasCompleted() {
    enqueue("one");
    queue.complete("a", lock());

    assertThat(queue.mayHoldMessages("a")).isFalse();
    assertThat(outcome(MessageOutcome.COMPLETED)).isEqualTo(1);
    reopen();

    assertThat(queue.receive("a")).isEmpty();
  }

  @Test
  void shouldForgetWhatWasRejected() {
    enqueue("one");
    queue.reject("a", lock());

    assertThat(queue.receive("a")).isEmpty();
    assertThat(outcome(MessageOutcome.REJECTED)).isEqualTo(1);
  }

  @Test
  void shouldHandOutAgainWhatWasAbandonedTenTimesAtMost() {
    enqueue("one");
    for (int delivery = 0; delivery < CloudToDeviceQueue.MOST_DELIVERIES; delivery++) {
      LockedMessage message = queue.receive("a").orElseThrow();
      assertThat(message.deliveryCount()).isEqualTo(delivery);
      queue.abandon("a", message.lockToken());
    }

    assertThat(queue.receive("a")).isEmpty();
    assertThat(outcome(MessageOutcome.DELIVERY_COUNT_EXCEEDED)).isEqualTo(1);
  }

  @Test
  void shouldHandOutAgainWhenTheLockRunsOutWithoutCountingIt() {
    enqueue("one");
    String lost = lock();
    clock.advance(CloudToDeviceQueue.LOCK.minusMillis(1));

    assertThat(queue.receive("a")).isEmpty();
    clock.advance(Duration.ofMillis(1));

    assertLockLost(() -> queue.complete("a", lost));

    LockedMessage again = queue.receive("a").orElseThrow();
    assertThat(again.deliveryCount()).isZero();
    assertLockLost(() -> queue.abandon("a", lost));
    queue.complete("a", again.lockToken());
  }

  @Test
  void shouldLockForAsLongAsTheDeviceAsks() {
    enqueue("one");
    Instant lockedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    assertThat(queue.receive("a", Duration.ofSeconds(300))).isPresent();

    assertThat(queue.nextUnlock("a")).contains(lockedAt.plusSeconds(300));
    clock.advance(Duration.ofSeconds(299));

    assertThat(queue.receive("a")).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(queue.nextUnlock("a")).isEmpty();
    assertThat(queue.receive("a", Duration.ofSeconds(5))).isPresent();
    for (Duration refused : new Duration[] {Duration.ofMillis(4999), Duration.ofSeconds(301)}) {
      assertError(() -> queue.receive("a", refused), HubError.MALFORMED_REQUEST);
      assertError(() -> queue.receive("nobody", refused), HubError.MALFORMED_REQUEST);
    }
  }

  @Test
  void shouldFreeWhatALostConnectionHeldWithoutCountingIt() {
    enqueue("one");
    String lost = lock();
    queue.release("b", lost);

    assertThat(queue.receive("a")).isEmpty();
    queue.release("a", lost);

    LockedMessage again = queue.receive("a").orElseThrow();
    assertThat(again.deliveryCount()).isZero();
    queue.release("a", lost);
    queue.complete("a", again.lockToken());
  }

  @Test
  void shouldTellWhenAMessageMayHaveBecomeAvailable() {
    AtomicInteger told = new AtomicInteger();
    Subscription subscription = queue.onAvailable("a", told::incrementAndGet);
    queue.enqueue("b", message("of another device"));
    assertThat(told).hasValue(0);
    enqueue("one");
    assertThat(told).hasValue(1);
    queue.abandon("a", lock());
    assertThat(told).hasValue(2);
    queue.release("a", lock());
    assertThat(told).hasValue(3);
    lock();
    queue.dropExpired();
    assertThat(told).hasValue(3);
    clock.advance(CloudToDeviceQueue.LOCK);
    queue.dropExpired();
    assertThat(told).as("lock ran out").hasValue(4);
    queue.dropExpired();
    assertThat(told).as("told once").hasValue(4);
    subscription.close();
    enqueue("two");
    assertThat(told).hasValue(4);
  }

  @Test
  void shouldSettleOnlyWithTheLockOfThatDevice() {
    enqueue("one");
    String lock = lock();
    assertLockLost(() -> queue.complete("b", lock));
    assertLockLost(() -> queue.reject("a", ""));
    queue.complete("a", lock);
    assertLockLost(() -> queue.complete("a", lock));
  }

  @Test
  void shouldSurviveARestartAndFreeWhatWasLocked() {
    enqueue("one");
    queue.abandon("a", lock());
    lock();
    reopen();

    LockedMessage message = queue.receive("a").orElseThrow();
    assertThat(message.message().body()).asString(UTF_8).isEqualTo("one");
    assertThat(message.deliveryCount()).isEqualTo(1);
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
