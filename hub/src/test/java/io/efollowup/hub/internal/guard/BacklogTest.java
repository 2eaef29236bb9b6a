package io.efollowup.hub.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.HubLimits;
import io.efollowup.hub.Subscription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final int KB = 1024;

  private final HubLimits.Backlog limits = new HubLimits.Backlog(2_000, 16L * KB * KB);
  private final HubLimits.Device device = new HubLimits.Device(0, 1, 0, 1, 1_000, 2 * KB * KB);
  private final Backlog backlog = new Backlog(limits, device);
  private final SlowJournal journal = new SlowJournal();
  private final Executor here = Runnable::run;

  /** Syncs when told to, in order. */
  private static final class SlowJournal {
    final Deque<CompletableFuture<Long>> unsynced = new ArrayDeque<>();
    final List<String> appended = new ArrayList<>();

    CompletableFuture<Long> append(String message) {
      appended.add(message);
      CompletableFuture<Long> future = new CompletableFuture<>();
      unsynced.add(future);
      return future;
    }

    void syncNext() {
      unsynced.poll().complete(1L);
    }

    void syncAll() {
      while (!unsynced.isEmpty()) {
        syncNext();
      }
    }
  }

  private CompletableFuture<Long> send(String from, int number, int size) {
    return backlog.submit(from, size, () -> journal.append(from + number));
  }

  @Test
  void shouldHandOnAtOnceWhatHasRoom() {
    CompletableFuture<Long> durable = send("a", 0, 10);

    assertThat(journal.appended).containsExactly("a0");
    assertThat(durable).isNotDone();
    journal.syncAll();
    assertThat(durable).isCompletedWithValue(1L);
    assertThat(backlog.messages()).isZero();
    assertThat(backlog.bytes()).isZero();
  }

  @Test
  void shouldNotLetAFloodDelayAnother() {
    for (int i = 0; i < 900; i++) {
      send("flood", i, KB);
    }
    int before = journal.appended.size();
    assertThat(before).isEqualTo(256);

    send("calm", 0, KB);

    assertThat(journal.appended.get(before)).isEqualTo("calm0");
  }

  @Test
  void shouldLetWhoHasNothingUnderWayGoFirstWhenTheWindowIsFull() {
    for (int flood = 0; flood < 8; flood++) {
      for (int i = 0; i < 8; i++) {
        send("flood" + flood + "-", i, 200 * KB);
      }
    }
    int before = journal.appended.size();
    send("calm", 0, KB);
    assertThat(journal.appended).as("the window is full").hasSize(before);

    journal.syncNext();

    assertThat(journal.appended.get(before)).isEqualTo("calm0");
  }

  @Test
  void shouldKeepTheOrderOfEachDevice() {
    for (int i = 0; i < 600; i++) {
      send("a", i, 10);
      send("b", i, 10_000);
    }
    journal.syncAll();

    for (String from : List.of("a", "b")) {
      assertThat(journal.appended.stream().filter(message -> message.startsWith(from)))
          .hasSize(600)
          .isSortedAccordingTo(
              (one, other) ->
                  Integer.compare(
                      Integer.parseInt(one.substring(1)), Integer.parseInt(other.substring(1))));
    }
  }

  @Test
  void shouldTellWhenThereIsRoomForADeviceAgain() {
    for (int i = 0; i < 1_000; i++) {
      send("a", i, 10);
    }
    AtomicInteger room = new AtomicInteger();
    assertThat(backlog.hasRoom("a")).isFalse();
    assertThat(backlog.hasRoom("b")).isTrue();

    backlog.whenRoom("a", here, room::incrementAndGet);
    Subscription regretted = backlog.whenRoom("a", here, () -> room.addAndGet(100));
    regretted.close();
    assertThat(room).hasValue(0);
    journal.syncNext();

    assertThat(room).hasValue(1);
    backlog.whenRoom("a", here, room::incrementAndGet);
    assertThat(room).as("at once").hasValue(2);
  }

  @Test
  void shouldWakeAllThatWaitForRoomInTheEnd() {
    for (int i = 0; i < 1_000; i++) {
      send("a", i, 10);
      send("b", i, 10);
    }
    AtomicInteger room = new AtomicInteger();
    assertThat(backlog.hasRoom()).isFalse();
    for (int i = 0; i < 500; i++) {
      backlog.whenRoom("c" + i, here, room::incrementAndGet);
    }
    backlog.whenRoom("a", here, room::incrementAndGet);

    journal.syncAll();

    assertThat(room).hasValue(501);
  }

  @Test
  void shouldBeFullAtTwiceTheLimit() {
    for (int i = 0; i < 1_999; i++) {
      send("a", i, 10);
    }
    assertThat(backlog.isFull("a")).isFalse();
    send("a", 1_999, 10);
    assertThat(backlog.isFull("a")).isTrue();
    assertThat(backlog.isFull("b")).isFalse();
    assertThat(backlog.isFull()).isFalse();
  }

  @Test
  void shouldGoOnAfterAFailure() {
    CompletableFuture<Long> thrown =
        backlog.submit(
            "a",
            1,
            () -> {
              throw new IllegalStateException("broken");
            });
    assertThat(thrown).isCompletedExceptionally();
    CompletableFuture<Long> failed = send("a", 0, 1);
    journal.unsynced.poll().completeExceptionally(new IllegalStateException("full"));
    assertThat(failed).isCompletedExceptionally();
    assertThat(backlog.messages()).isZero();
  }

  @Test
  void shouldNotRunDeepWhenTheJournalAnswersAtOnce() {
    CompletableFuture<Long> first = new CompletableFuture<>();
    backlog.submit("a", 2 * KB * KB, () -> first);
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < 100_000; i++) {
      backlog
          .submit("a", 1, () -> CompletableFuture.completedFuture(1L))
          .thenRun(done::incrementAndGet);
    }
    assertThat(done).hasValue(0);

    first.complete(0L);

    assertThat(done).hasValue(100_000);
    assertThat(backlog.bytes()).isZero();
  }

  @Test
  void shouldLoseNothingAmongThreads() throws Exception {
    int threads = 8;
    int each = 5_000;
    AtomicInteger durable = new AtomicInteger();
    try (ExecutorService senders = Executors.newFixedThreadPool(threads);
        ExecutorService disk = Executors.newSingleThreadExecutor()) {
      for (int t = 0; t < threads; t++) {
        String from = "d" + t % 4;
        senders.execute(
            () -> {
              for (int i = 0; i < each; i++) {
                backlog
                    .submit(from, 5 * KB, () -> CompletableFuture.supplyAsync(() -> 1L, disk))
                    .thenRun(durable::incrementAndGet);
              }
            });
      }
      senders.shutdown();
      assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (durable.get() < threads * each && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
    }
    assertThat(durable).hasValue(threads * each);
    assertThat(backlog.messages()).isZero();
    assertThat(backlog.bytes()).isZero();
  }

  @Property(tries = 200)
  void shouldCountWhatIsThere(@ForAll long seed) {
    Random random = new Random(seed);
    Backlog some = new Backlog(new HubLimits.Backlog(50, 1L << 20), device);
    Deque<CompletableFuture<Long>> unsynced = new ArrayDeque<>();
    AtomicInteger sent = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < 300; i++) {
      if (random.nextInt(3) > 0) {
        sent.incrementAndGet();
        some.submit(
                "d" + random.nextInt(3),
                random.nextInt(300_000),
                () -> {
                  CompletableFuture<Long> future = new CompletableFuture<>();
                  unsynced.add(future);
                  return future;
                })
            .thenRun(done::incrementAndGet);
      } else if (!unsynced.isEmpty()) {
        unsynced.poll().complete(1L);
      }
      assertThat(some.messages()).isEqualTo(sent.get() - done.get());
    }
    while (!unsynced.isEmpty()) {
      unsynced.poll().complete(1L);
    }
    assertThat(done).hasValue(sent.get());
    assertThat(some.bytes()).isZero();
  }
}
