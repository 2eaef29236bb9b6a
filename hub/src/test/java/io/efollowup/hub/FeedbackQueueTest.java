package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackQueueTest {
  @TempDir Path directory;
  private OpenQueue open;

  @BeforeEach
  void open() {
    open = new OpenQueue(directory);
  }

  @AfterEach
  void close() {
    open.close();
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, false, false",
    "POSITIVE, true, false",
    "NEGATIVE, false, true",
    "FULL, true, true"
  })
  void shouldTellWhatWasAskedFor(FeedbackRequest ack, boolean positive, boolean negative) {
    open.enqueue("completed", ack);
    open.queue().complete("a", open.lock());
    assertThat(open.feedback().receive().isPresent()).isEqualTo(positive);

    open.enqueue("rejected", ack);
    open.queue().reject("a", open.lock());
    assertThat(open.feedback().receive().isPresent()).isEqualTo(negative);
  }

  @Test
  void shouldTellOfWhomWhatAndWhen() {
    Device device = open.registry().find("a").orElseThrow();
    open.enqueue("m", FeedbackRequest.FULL);
    open.clock.advance(Duration.ofSeconds(2));
    open.queue().complete("a", open.lock());

    assertThat(records())
        .containsExactly(
            new FeedbackRecord(
                "m",
                now(),
                FeedbackStatus.SUCCESS,
                MessageOutcome.COMPLETED.description(),
                "a",
                device.generationId()));
  }

  @Test
  void shouldTellOfAMessageThatHasNoId() {
    open.queue()
        .enqueue("a", CloudToDeviceMessage.of(new byte[0]).withAck(FeedbackRequest.POSITIVE));
    open.queue().complete("a", open.lock());

    assertThat(records().getFirst().originalMessageId()).isEmpty();
  }

  @Test
  void shouldTellEveryWayToLeave() {
    CloudToDeviceMessage alarm =
        OpenQueue.message("replaced").withAlarm("low").withAck(FeedbackRequest.NEGATIVE);
    open.queue().enqueue("a", alarm);
    open.enqueueAlarm("low", "newer");
    open.queue().purge("a");
    open.enqueue("given back", FeedbackRequest.NEGATIVE);
    for (int i = 0; i < CloudToDeviceQueue.MOST_DELIVERIES; i++) {
      open.queue().abandon("a", open.lock());
    }
    open.enqueue("purged", FeedbackRequest.NEGATIVE);
    open.queue().purge("a");
    open.enqueue("displaced", FeedbackRequest.NEGATIVE);
    for (int i = 1; i < CloudToDeviceQueue.MOST_MESSAGES; i++) {
      open.enqueue("m" + i);
    }
    open.enqueueAlarm("low", "low");
    open.queue().purge("a");
    open.enqueue("expired", FeedbackRequest.NEGATIVE);
    open.clock.advance(CloudToDeviceQueue.DEFAULT_TIME_TO_LIVE);
    open.queue().dropExpired();

    assertThat(records())
        .extracting(told -> told.originalMessageId() + ": " + told.status().label())
        .containsExactly(
            "replaced: Purged",
            "given back: DeliveryCountExceeded",
            "purged: Purged",
            "displaced: Purged",
            "expired: Expired");
    assertThat(open.feedback("queued")).isEqualTo(5);
  }

  @Test
  void shouldTellOfWhatWasPurgedWithItsDevice() {
    Device device = open.registry().find("a").orElseThrow();
    open.enqueue("asked", FeedbackRequest.FULL);
    open.enqueue("did not ask");
    AtomicInteger told = new AtomicInteger();
    open.feedback().onAvailable(told::incrementAndGet);
    open.registry().delete("a", IfMatch.any());
    open.registry().createWithGeneratedKeys("a");

    assertThat(told).hasValue(1);
    assertThat(open.outcome(MessageOutcome.PURGED)).isEqualTo(2);
    List<FeedbackRecord> records = records();
    assertThat(records).hasSize(1);
    assertThat(records.getFirst().originalMessageId()).isEqualTo("asked");
    assertThat(records.getFirst().generationId()).isEqualTo(device.generationId());
  }

  @Test
  void shouldTellNothingWhenTheDeviceWasNotDeleted() {
    open.enqueue("m", FeedbackRequest.FULL);
    assertThatThrownBy(() -> open.registry().delete("a", IfMatch.parse("another")))
        .isInstanceOf(HubException.class);

    assertThat(open.feedback().receive()).isEmpty();
    assertThat(open.queue().receive("a")).isPresent();
  }

  @Test
  void shouldHandOutTheOldestSixtyFourUnderOneLock() {
    reject(70);

    LockedFeedback first = open.feedback().receive().orElseThrow();
    LockedFeedback second = open.feedback().receive().orElseThrow();
    assertThat(first.records()).hasSize(FeedbackQueue.MOST_AT_ONCE);
    assertThat(first.records().getFirst().originalMessageId()).isEqualTo("m0");
    assertThat(second.records()).hasSize(6);
    assertThat(second.records().getFirst().originalMessageId()).isEqualTo("m64");
    assertThat(open.feedback().receive()).isEmpty();

    open.feedback().complete(first.lockToken());
    open.feedback().release(second.lockToken());
    assertThat(records()).isEqualTo(second.records());
    assertThat(open.feedback("delivered")).isEqualTo(64);
  }

  @Test
  void shouldForgetWhatWasCompletedForGood() {
    reject(1);
    LockedFeedback locked = open.feedback().receive().orElseThrow();
    open.feedback().complete(locked.lockToken());

    assertLockLost(locked.lockToken());
    open.restart();
    assertThat(open.feedback().receive()).isEmpty();
  }

  @Test
  void shouldSurviveARestartAndFreeWhatWasLocked() {
    reject(2);
    LockedFeedback lost = open.feedback().receive().orElseThrow();
    open.restart();

    assertLockLost(lost.lockToken());
    assertThat(records()).isEqualTo(lost.records());
  }

  @Test
  void shouldHandOutAgainWhenTheLockRunsOut() {
    reject(1);
    LockedFeedback lost = open.feedback().receive().orElseThrow();
    open.clock.advance(FeedbackQueue.LOCK);

    assertLockLost(lost.lockToken());
    open.feedback().release(lost.lockToken());
    assertThat(records()).isEqualTo(lost.records());
  }

  @Test
  void shouldTellWhenARecordMayHaveBecomeAvailable() {
    AtomicInteger told = new AtomicInteger();
    Subscription subscription = open.feedback().onAvailable(told::incrementAndGet);
    open.enqueue("nobody asked");
    open.queue().reject("a", open.lock());
    assertThat(told).hasValue(0);
    reject(1);
    assertThat(told).hasValue(1);
    open.feedback().release(open.feedback().receive().orElseThrow().lockToken());
    assertThat(told).hasValue(2);
    assertThat(open.feedback().receive()).isPresent();
    open.clock.advance(FeedbackQueue.LOCK);
    open.queue().dropExpired();
    assertThat(told).as("lock ran out").hasValue(3);
    open.queue().dropExpired();
    assertThat(told).as("told once").hasValue(3);
    subscription.close();
    reject(1);
    assertThat(told).hasValue(3);
  }

  @Test
  void shouldDropARecordThatNobodyCompletedForTwoDays() {
    reject(1);
    open.clock.advance(FeedbackQueue.TIME_TO_LIVE.minusMillis(1));
    open.queue().dropExpired();
    open.feedback().release(open.feedback().receive().orElseThrow().lockToken());
    open.clock.advance(Duration.ofMillis(1));

    assertThat(open.feedback().receive()).isEmpty();
    open.queue().dropExpired();
    assertThat(open.feedback("expired")).isEqualTo(1);
  }

  @Test
  void shouldDropTheOldestBeyondAHundredThousandAndCountIt() {
    reject(2);
    skipSequencesTo(FeedbackQueue.MOST_RECORDS);
    reject(1);

    assertThat(records()).extracting(FeedbackRecord::originalMessageId).containsExactly("m1", "m0");
    assertThat(open.feedback("dropped")).isEqualTo(1);
  }

  private void skipSequencesTo(long sequence) {
    open.store()
        .write(
            handle ->
                handle.execute(
                    "update sqlite_sequence set seq = ? where name = 'feedback'", sequence));
  }

  private void reject(int messages) {
    for (int i = 0; i < messages; i++) {
      open.enqueue("m" + i, FeedbackRequest.NEGATIVE);
      open.queue().reject("a", open.lock());
    }
  }

  private List<FeedbackRecord> records() {
    return open.feedback().receive().orElseThrow().records();
  }

  private void assertLockLost(String lockToken) {
    assertThatThrownBy(() -> open.feedback().complete(lockToken))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.MESSAGE_LOCK_LOST));
  }

  private Instant now() {
    return open.clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
