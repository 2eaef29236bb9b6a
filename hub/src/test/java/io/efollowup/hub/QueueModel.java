package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Does things to the queue of device {@code a} and remembers what it must not forget: what was
 * sent, how it ended, who holds what. After each step the queue is compared with it.
 */
final class QueueModel {
  private static final Comparator<Sent> ORDER =
      Comparator.comparing((Sent sent) -> sent.kind().isEmpty()).thenComparing(Sent::number);

  private final OpenQueue open;
  private final Map<String, Sent> sent = new LinkedHashMap<>();
  private final Map<String, MessageOutcome> ended = new HashMap<>();
  private final Map<String, Held> held = new LinkedHashMap<>();

  QueueModel(OpenQueue open) {
    this.open = open;
  }

  record Sent(int number, FeedbackRequest ack, Optional<String> kind) {
    String id() {
      return "m" + number;
    }
  }

  record Held(Sent sent, Instant until) {}

  void enqueue(FeedbackRequest ack, Optional<String> kind) {
    Sent next = new Sent(sent.size(), ack, kind);
    CloudToDeviceMessage message = OpenQueue.message(next.id()).withAck(ack);
    try {
      open.queue().enqueue("a", kind.map(message::withAlarm).orElse(message));
      sent.put(next.id(), next);
    } catch (HubException e) {
      assertThat(e.error()).isEqualTo(HubError.DEVICE_QUEUE_FULL);
      assertThat(waiting()).hasSize(CloudToDeviceQueue.MOST_MESSAGES);
      assertThat(waiting())
          .as("nothing can give way")
          .allMatch(waits -> kind.isEmpty() || waits.kind().isPresent() || isHeld(waits));
    }
    check();
  }

  void receive(Duration lock) {
    Instant until = open.clock.instant().plus(lock);
    Optional<LockedMessage> got = open.queue().receive("a", lock);
    check();
    Optional<Sent> due =
        waiting().stream().filter(waits -> !isHeld(waits) && !isReplaced(waits)).min(ORDER);
    assertThat(got.map(OpenQueue::text)).isEqualTo(due.map(Sent::id));
    got.ifPresent(
        message -> {
          assertThat(message.deliveryCount()).isLessThan(CloudToDeviceQueue.MOST_DELIVERIES);
          held.put(message.lockToken(), new Held(due.orElseThrow(), until));
        });
  }

  /** Settles with a token that was once given out, which may be lost by now. */
  void settle(int which, MessageOutcome outcome) {
    token(which)
        .ifPresent(
            token -> {
              boolean holds = holds(token);
              assertThat(attempt(token, outcome)).isEqualTo(holds);
              Sent message = held.remove(token).sent();
              if (holds && outcome == MessageOutcome.COMPLETED) {
                ended.put(message.id(), outcome);
              }
            });
    check();
  }

  /** Receives and gives back at once. */
  void giveBack() {
    receive(CloudToDeviceQueue.LOCK);
    if (!held.isEmpty()) {
      settle(held.size() - 1, MessageOutcome.DELIVERY_COUNT_EXCEEDED);
    }
  }

  private boolean attempt(String token, MessageOutcome outcome) {
    try {
      switch (outcome) {
        case COMPLETED -> open.queue().complete("a", token);
        case REJECTED -> open.queue().reject("a", token);
        default -> open.queue().abandon("a", token);
      }
      return true;
    } catch (HubException e) {
      assertThat(e.error()).isEqualTo(HubError.MESSAGE_LOCK_LOST);
      return false;
    }
  }

  void release(int which) {
    token(which)
        .ifPresent(
            token -> {
              open.queue().release("a", token);
              held.remove(token);
            });
    check();
  }

  void pass(Duration time) {
    open.clock.advance(time);
  }

  void sweep() {
    open.queue().dropExpired();
    check();
  }

  void purge() {
    int waiting = waiting().size();
    assertThat(open.queue().purge("a")).isEqualTo(waiting);
    check();
    assertThat(waiting()).isEmpty();
  }

  void restart() {
    open.restart();
    held.clear();
    check();
  }

  void replaceDevice() {
    waiting().forEach(waits -> ended.put(waits.id(), MessageOutcome.PURGED));
    open.registry().delete("a", IfMatch.any());
    open.registry().createWithGeneratedKeys("a");
    check();
  }

  /** Compares what is there with what must be. */
  private void check() {
    for (DeadLetter letter : open.queue().deadLetters("a")) {
      MessageOutcome before =
          ended.put(letter.message().system().messageId().orElseThrow(), letter.outcome());
      assertThat(before == null || before == letter.outcome()).as("ended once").isTrue();
    }
    assertThat(open.queue().depth("a"))
        .isEqualTo(waiting().size())
        .isLessThanOrEqualTo(CloudToDeviceQueue.MOST_MESSAGES);
  }

  /** Ends everything; each sender who asked must have been told exactly once, and nobody else. */
  void checkFeedback() {
    purge();
    Map<String, FeedbackStatus> expected = new TreeMap<>();
    sent.values().stream()
        .filter(message -> message.ack().includes(ended.get(message.id()).feedback()))
        .forEach(message -> expected.put(message.id(), ended.get(message.id()).feedback()));
    Map<String, FeedbackStatus> told = new TreeMap<>();
    Optional<LockedFeedback> batch = open.feedback().receive();
    while (batch.isPresent()) {
      for (FeedbackRecord each : batch.get().records()) {
        assertThat(told.put(each.originalMessageId(), each.status())).as("told once").isNull();
      }
      open.feedback().complete(batch.get().lockToken());
      batch = open.feedback().receive();
    }
    assertThat(told).isEqualTo(expected);
  }

  private List<Sent> waiting() {
    return sent.values().stream().filter(message -> !ended.containsKey(message.id())).toList();
  }

  private boolean isReplaced(Sent message) {
    return message.kind().isPresent()
        && sent.values().stream()
            .anyMatch(
                other -> other.number() > message.number() && other.kind().equals(message.kind()));
  }

  private boolean isHeld(Sent message) {
    return held.entrySet().stream()
        .anyMatch(entry -> entry.getValue().sent().equals(message) && holds(entry.getKey()));
  }

  private boolean holds(String token) {
    Held by = held.get(token);
    return by.until().isAfter(open.clock.instant()) && !ended.containsKey(by.sent().id());
  }

  private Optional<String> token(int which) {
    return held.isEmpty()
        ? Optional.empty()
        : held.keySet().stream().skip(which % held.size()).findFirst();
  }
}
