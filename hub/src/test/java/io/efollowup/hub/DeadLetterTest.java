package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterTest {
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
  void shouldKeepEveryPartOfAMessageThatWasNotCompletedOverARestart() {
    CloudToDeviceMessage sent =
        OpenQueue.message("m")
            .withProperties(Map.of("k", "v"))
            .withAck(FeedbackRequest.FULL)
            .withAlarm("low");
    Instant queued = now();
    open.queue().enqueue("a", sent);
    open.clock.advance(Duration.ofSeconds(3));
    open.queue().reject("a", open.lock());
    open.restart();

    DeadLetter letter = open.queue().deadLetters("a").getFirst();
    assertThat(letter.message())
        .usingRecursiveComparison()
        .ignoringFields("expiry")
        .isEqualTo(sent);
    assertThat(letter.sequence()).isEqualTo(1);
    assertThat(letter.outcome()).isEqualTo(MessageOutcome.REJECTED);
    assertThat(letter.enqueuedAt()).isEqualTo(queued);
    assertThat(letter.endedAt()).isEqualTo(queued.plusSeconds(3));
    assertThat(open.queue().deadLetters("b")).isEmpty();
  }

  @Test
  void shouldKeepOneForEveryWayToLeaveButCompletion() {
    open.enqueue("completed");
    open.queue().complete("a", open.lock());
    open.enqueue("given back");
    for (int i = 0; i < CloudToDeviceQueue.MOST_DELIVERIES; i++) {
      open.queue().abandon("a", open.lock());
    }
    open.enqueue("purged");
    open.queue().purge("a");
    open.enqueue("expired");
    open.clock.advance(CloudToDeviceQueue.DEFAULT_TIME_TO_LIVE);
    open.queue().dropExpired();

    assertThat(open.queue().deadLetters("a"))
        .extracting(DeadLetter::outcome)
        .containsExactly(
            MessageOutcome.DELIVERY_COUNT_EXCEEDED, MessageOutcome.PURGED, MessageOutcome.EXPIRED);
  }

  @Test
  void shouldKeepTheNewestFiftyOfADevice() {
    open.queue().enqueue("b", OpenQueue.message("of b"));
    open.queue().purge("b");
    for (int i = 0; i < CloudToDeviceQueue.MOST_DEAD_LETTERS + 2; i++) {
      open.enqueue("m" + i);
      open.queue().reject("a", open.lock());
    }

    List<DeadLetter> letters = open.queue().deadLetters("a");
    assertThat(letters).hasSize(CloudToDeviceQueue.MOST_DEAD_LETTERS);
    assertThat(letters.getFirst().message().system().messageId()).contains("m2");
    assertThat(open.queue().deadLetters("b")).hasSize(1);
  }

  @Test
  void shouldForgetThemAfterSevenDays() {
    open.enqueue("m");
    open.queue().reject("a", open.lock());

    open.clock.advance(Duration.ofDays(7).minusMillis(1));
    open.queue().dropExpired();
    assertThat(open.queue().deadLetters("a")).hasSize(1);
    open.clock.advance(Duration.ofMillis(1));
    assertThat(open.queue().deadLetters("a")).isEmpty();
    assertThat(rows()).isEqualTo(1);
    open.queue().dropExpired();
    assertThat(rows()).isZero();
  }

  @Test
  void shouldForgetThemWithTheDevice() {
    open.enqueue("rejected");
    open.queue().reject("a", open.lock());
    open.enqueue("waiting");
    open.registry().delete("a", IfMatch.any());

    assertThat(rows()).isZero();
    open.registry().createWithGeneratedKeys("a");
    assertThat(open.queue().deadLetters("a")).isEmpty();
  }

  private int rows() {
    return open.store()
        .read(
            handle ->
                handle.createQuery("select count(*) from dead_letter").mapTo(Integer.class).one());
  }

  private Instant now() {
    return open.clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
