package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms pass, replace and displace what waits, and never grow old. */
class AlarmQueueTest {
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

  @Test
  void shouldHandOutAlarmsBeforeOtherMessages() {
    open.enqueue("one");
    open.enqueueAlarm("low", "low");
    open.enqueue("two");
    open.enqueueAlarm("signal-loss", "loss");
    open.restart();

    assertThat(open.receive()).contains("low");
    assertThat(open.receive()).contains("loss");
    assertThat(open.receive()).contains("one");
    assertThat(open.receive()).contains("two");
  }

  @Test
  void shouldReplaceAnOlderAlarmOfTheSameKindOnly() {
    open.enqueueAlarm("low", "low 1");
    open.enqueueAlarm("high", "high 1");
    open.enqueueAlarm("low", "low 2");

    assertThat(open.queue().depth("a")).isEqualTo(2);
    assertThat(open.outcome(MessageOutcome.SUPERSEDED)).isEqualTo(1);
    assertThat(open.receive()).contains("high 1");
    assertThat(open.receive()).contains("low 2");
    assertThat(deadLetters()).containsExactly("low 1 superseded");
  }

  @Test
  void shouldLetTheDeviceSettleAnAlarmThatWasReplacedInItsHands() {
    open.enqueueAlarm("low", "low 1");
    String lock = open.lock();
    open.enqueueAlarm("low", "low 2");
    assertThat(open.queue().depth("a")).isEqualTo(2);

    open.queue().complete("a", lock);

    assertThat(open.outcome(MessageOutcome.COMPLETED)).isEqualTo(1);
    assertThat(open.receive()).contains("low 2");
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void shouldNotHandOutAgainAReplacedAlarmThatWasGivenBack() {
    open.enqueueAlarm("low", "low 1");
    String lock = open.lock();
    open.enqueueAlarm("low", "low 2");

    open.queue().abandon("a", lock);

    assertThat(open.outcome(MessageOutcome.SUPERSEDED)).isEqualTo(1);
    assertThat(open.receive()).contains("low 2");
    assertThat(open.receive()).isEmpty();
  }

  @Test
  void shouldNotHandOutAgainAReplacedAlarmWhoseConnectionWasLost() {
    open.enqueueAlarm("low", "low 1");
    String lock = open.lock();
    open.enqueueAlarm("low", "low 2");

    open.queue().release("a", lock);

    assertThat(open.queue().depth("a")).isEqualTo(1);
    assertThat(open.receive()).contains("low 2");
  }

  @Test
  void shouldNotHandOutAgainAReplacedAlarmWhoseLockRanOut() {
    open.enqueueAlarm("low", "low 1");
    open.lock();
    open.enqueueAlarm("low", "low 2");
    open.queue().complete("a", open.lock());
    assertThat(open.queue().nextUnlock("a")).as("nothing worth waiting for").isEmpty();

    open.clock.advance(CloudToDeviceQueue.LOCK);

    assertThat(open.receive()).isEmpty();
    assertThat(open.queue().mayHoldMessages("a")).isFalse();
    assertThat(deadLetters()).containsExactly("low 1 superseded");
  }

  @Test
  void shouldRememberOverARestartThatAnAlarmWasReplaced() {
    open.enqueueAlarm("low", "low 1");
    open.lock();
    open.enqueueAlarm("low", "low 2");
    open.queue().complete("a", open.lock());

    open.restart();

    assertThat(open.receive()).isEmpty();
    assertThat(deadLetters()).containsExactly("low 1 superseded");
  }

  @Test
  void shouldExpireAnAlarmAfterFifteenMinutesWhateverItSays() {
    open.enqueueAlarm("low", "low");
    open.queue()
        .enqueue(
            "a",
            OpenQueue.message("high")
                .withAlarm("high")
                .withExpiry(open.clock.instant().plus(Duration.ofHours(2))));
    open.queue()
        .enqueue(
            "a",
            OpenQueue.message("loss")
                .withAlarm("signal-loss")
                .withExpiry(open.clock.instant().plus(Duration.ofMinutes(5))));

    open.clock.advance(Duration.ofMinutes(5));
    open.queue().dropExpired();
    assertThat(open.queue().depth("a")).isEqualTo(2);
    open.clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(open.receive()).contains("low");
    open.clock.advance(Duration.ofMillis(1));
    open.queue().dropExpired();
    assertThat(open.outcome(MessageOutcome.EXPIRED)).isEqualTo(3);
    assertThat(open.queue().depth("a")).isZero();
  }

  @Test
  void shouldDisplaceTheOldestMessageThatIsNeitherLockedNorAnAlarm() {
    open.enqueueAlarm("high", "high");
    for (int i = 1; i < CloudToDeviceQueue.MOST_MESSAGES; i++) {
      open.enqueue("m" + i);
    }
    assertThat(open.receive()).contains("high");
    assertThat(open.receive()).contains("m1");

    open.enqueueAlarm("low", "low");

    assertThat(open.queue().depth("a")).isEqualTo(CloudToDeviceQueue.MOST_MESSAGES);
    assertThat(open.outcome(MessageOutcome.DISPLACED)).isEqualTo(1);
    assertThat(deadLetters()).containsExactly("m2 displaced");
    assertThat(open.receive()).contains("low");
    assertThat(open.receive()).contains("m3");
  }

  @Test
  void shouldRefuseAnAlarmOnlyWhereNothingCanGiveWay() {
    for (int i = 0; i < CloudToDeviceQueue.MOST_MESSAGES - 1; i++) {
      open.enqueueAlarm("kind " + i, "alarm " + i);
    }
    open.enqueue("held");
    for (int i = 0; i < CloudToDeviceQueue.MOST_MESSAGES; i++) {
      open.lock();
    }

    assertThatThrownBy(() -> open.enqueueAlarm("kind 0", "again"))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.DEVICE_QUEUE_FULL));
    open.clock.advance(CloudToDeviceQueue.LOCK);
    assertThat(open.receive()).as("not superseded by what was refused").contains("alarm 0");
    open.enqueueAlarm("kind 0", "again");
    assertThat(deadLetters()).containsExactly("held displaced");
  }

  @Test
  void shouldLoseNothingToAnAlarmForADeviceThatIsBeingDeleted() {
    open.enqueueAlarm("low", "low 1");
    open.store().write(handle -> handle.execute("delete from device where id = 'a'"));

    assertThatThrownBy(() -> open.enqueueAlarm("low", "low 2"))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.DEVICE_NOT_FOUND));
    assertThat(open.receive()).contains("low 1");
  }

  private List<String> deadLetters() {
    return open.queue().deadLetters("a").stream()
        .map(
            letter ->
                letter.message().system().messageId().orElse("") + " " + letter.outcome().label())
        .toList();
  }
}
