package io.efollowup.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.journal.Journal;
import io.efollowup.journal.JournalEntry;
import io.efollowup.journal.JournalRecord;
import io.efollowup.journal.JournalUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link Journal}, to be run on every implementation. */
public abstract class JournalContract {
  private static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");
  private static final Duration SOON = Duration.ofMinutes(2);

  private Journal journal;

  /** An empty journal whose segments hold few enough entries that 500 fill more than one. */
  protected abstract Journal create();

  @BeforeEach
  void open() {
    journal = create();
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void shouldBeEmptyAtFirst() {
    assertThat(journal.first()).isEqualTo(journal.end());
    assertThat(journal.read(0, 10)).isEmpty();
    assertThat(journal.fault()).isEmpty();
  }

  @Test
  void shouldGiveBackWhatWasAppended() {
    JournalEntry entry =
        new JournalEntry("装置-7", NOON.plusMillis(7), new byte[] {0, -1, 127, -128});
    long position = journal.append(entry).join();
    journal.append(JournalEntry.tick(NOON.plusSeconds(30))).join();

    List<JournalRecord> read = journal.read(position, 10);

    assertThat(read).hasSize(2);
    assertThat(read.get(0).position()).isEqualTo(position);
    assertThat(read.get(0).entry().device()).isEqualTo("装置-7");
    assertThat(read.get(0).entry().receivedAt()).isEqualTo(NOON.plusMillis(7));
    assertThat(read.get(0).entry().payload()).containsExactly(0, -1, 127, -128);
    assertThat(read.get(1).position()).isEqualTo(position + 1);
    assertThat(read.get(1).entry().isTick()).isTrue();
  }

  @Test
  void shouldNumberEntriesByOneFromTheEnd() {
    long before = journal.end();
    assertThat(appendAll(0, 300))
        .containsExactlyElementsOf(LongStream.range(before, before + 300).boxed().toList());
    assertThat(journal.end()).isEqualTo(before + 300);
  }

  @Test
  void shouldReadAcrossSegmentsFromAnyPositionInAnyPortion() {
    appendAll(0, 1000);
    for (int portion : List.of(1, 7, 100, 5000)) {
      for (long from : List.of(0L, 1L, 499L, 998L)) {
        assertThat(readAll(from, portion))
            .extracting(each -> number(each.entry()))
            .containsExactlyElementsOf(LongStream.range(from, 1000).boxed().toList());
      }
    }
  }

  @Test
  void shouldReadNothingAtAndBehindTheEnd() {
    appendAll(0, 3);
    assertThat(journal.read(journal.end(), 10)).isEmpty();
    assertThat(journal.read(journal.end() + 100, 10)).isEmpty();
  }

  @Test
  void shouldReadEntriesAsSoonAsTheyAreAcknowledged() {
    for (int i = 0; i < 200; i++) {
      long position = journal.append(entry(i, NOON)).join();
      assertThat(journal.end()).isEqualTo(position + 1);
      assertThat(journal.read(position, 5))
          .singleElement()
          .extracting(each -> number(each.entry()))
          .isEqualTo((long) i);
    }
  }

  @Test
  void shouldKeepEachProducersOrderAndLoseNothingUnderConcurrency() throws Exception {
    int producers = 8;
    int each = 500;
    try (ExecutorService executor = Executors.newFixedThreadPool(producers)) {
      List<Future<List<Long>>> done = new ArrayList<>();
      for (int p = 0; p < producers; p++) {
        long base = p * 1_000_000L;
        done.add(executor.submit(() -> appendAll(base, each)));
      }
      List<Long> positions = new ArrayList<>();
      for (Future<List<Long>> future : done) {
        List<Long> mine = future.get();
        assertThat(mine).isSorted();
        positions.addAll(mine);
      }
      Collections.sort(positions);
      assertThat(positions)
          .containsExactlyElementsOf(LongStream.range(0, producers * each).boxed().toList());
    }
    List<JournalRecord> all = readAll(0, 777);
    assertThat(all).hasSize(producers * each);
    for (int p = 0; p < producers; p++) {
      long base = p * 1_000_000L;
      assertThat(
              all.stream()
                  .map(r -> number(r.entry()))
                  .filter(n -> n / 1_000_000 == base / 1_000_000))
          .containsExactlyElementsOf(LongStream.range(base, base + each).boxed().toList());
    }
  }

  @Test
  void shouldAwaitWhatIsAppendedMeanwhile() throws Exception {
    CompletableFuture<Boolean> waited =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return journal.awaitBeyond(0, SOON);
              } catch (InterruptedException e) {
                return false;
              }
            });
    journal.append(entry(1, NOON)).join();
    assertThat(waited.get(2, TimeUnit.MINUTES)).isTrue();
    assertThat(journal.awaitBeyond(0, Duration.ZERO)).isTrue();
    assertThat(journal.awaitBeyond(1, Duration.ofMillis(20))).isFalse();
  }

  @Test
  void shouldRetainWhatIsNotCommitted() {
    appendAll(0, 1000);
    assertThat(journal.retain(0, NOON.plusSeconds(3600))).isZero();

    assertThat(journal.retain(600, NOON.plusSeconds(3600))).isPositive();

    assertThat(journal.first()).isBetween(1L, 600L);
    assertThat(readAll(0, 100))
        .extracting(JournalRecord::position)
        .containsExactlyElementsOf(LongStream.range(journal.first(), 1000).boxed().toList());
  }

  @Test
  void shouldRetainWhatIsYoung() {
    appendAll(0, 1000); // entry i was received i milliseconds after noon
    assertThat(journal.retain(1000, NOON)).isZero();

    assertThat(journal.retain(1000, NOON.plusMillis(600))).isPositive();

    assertThat(journal.first()).isBetween(1L, 600L);
    assertThat(journal.end()).isEqualTo(1000);
  }

  @Test
  void shouldNeverUseAPositionTwice() {
    appendAll(0, 1000);
    journal.retain(1000, NOON.plusSeconds(3600));
    assertThat(journal.append(entry(7, NOON)).join()).isEqualTo(1000);
  }

  @Test
  void shouldRefuseAppendsOnceClosed() {
    journal.append(entry(1, NOON)).join();
    journal.close();
    assertThatThrownBy(() -> journal.append(entry(2, NOON)).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(JournalUnavailableException.class);
  }

  private List<Long> appendAll(long base, int count) {
    List<CompletableFuture<Long>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      futures.add(journal.append(entry(base + i, NOON.plusMillis(i))));
      if (i % 10 == 9) {
        futures.getLast().join(); // several frames, not one
      }
    }
    return futures.stream().map(CompletableFuture::join).toList();
  }

  private List<JournalRecord> readAll(long from, int portion) {
    List<JournalRecord> all = new ArrayList<>();
    long position = from;
    for (List<JournalRecord> some = journal.read(position, portion);
        !some.isEmpty();
        some = journal.read(position, portion)) {
      assertThat(some).hasSizeLessThanOrEqualTo(portion);
      all.addAll(some);
      position = some.getLast().position() + 1;
    }
    return all;
  }

  private static JournalEntry entry(long number, Instant receivedAt) {
    return new JournalEntry(
        "device-" + number % 10,
        receivedAt,
        ("{\"number\":" + number + "}").getBytes(StandardCharsets.UTF_8));
  }

  private static long number(JournalEntry entry) {
    String text = new String(entry.payload(), StandardCharsets.UTF_8);
    return Long.parseLong(text.substring(text.indexOf(':') + 1, text.length() - 1));
  }
}
