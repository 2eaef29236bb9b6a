package io.efollowup.server.replay;

import io.efollowup.server.admin.Administration;
import io.efollowup.server.admin.Administration.ReplayTarget;
import io.efollowup.server.device.DeviceClient;
import io.efollowup.server.device.HubAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Sends each subject's readings and care events through the hub as that subject's phone would: in
 * order of time, in messages of at most {@value #LARGEST_BATCH} items, the next only when the last
 * is acknowledged.
 */
public final class Replay {
  /**
   * Readings of eight hours at one in a minute: what a phone holds back at the most before it
   * sends.
   */
  static final int LARGEST_BATCH = 480;

  private static final int SENDING_AT_ONCE = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Administration administration;
  private final HubAddress hub;
  private final Pace pace;
  private final InstantSource clock;
  private final LongConsumer progress;

  /**
   * @param progress told how many readings and events were acknowledged, from several threads
   */
  public Replay(
      Administration administration,
      HubAddress hub,
      Pace pace,
      InstantSource clock,
      LongConsumer progress) {
    this.administration = administration;
    this.hub = hub;
    this.pace = pace;
    this.clock = clock;
    this.progress = progress;
  }

  /** What became of one subject's readings and events. */
  public record Outcome(ReplayTarget target, long sent, long acknowledged) {}

  /**
   * Sends everything.
   *
   * @return one outcome a subject, in their order
   */
  public List<Outcome> run(List<RecordedSubject> subjects, String zone, String unit)
      throws IOException, InterruptedException {
    List<ReplayTarget> targets =
        administration.registerForReplay(
            subjects.stream().map(RecordedSubject::id).toList(), zone, unit);
    Instant recordedBegin =
        subjects.stream()
            .flatMap(RecordedSubject::times)
            .min(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    Instant realBegin = clock.instant();
    // At a stated speed every subject's time passes at once; at full speed a few suffice.
    try (ExecutorService executor =
        pace.isMax()
            ? Executors.newFixedThreadPool(SENDING_AT_ONCE, Thread.ofVirtual().factory())
            : Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> running = new ArrayList<>();
      for (int i = 0; i < targets.size(); i++) {
        ReplayTarget target = targets.get(i);
        RecordedSubject subject = subjects.get(i);
        running.add(executor.submit(() -> send(target, subject, recordedBegin, realBegin)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> future : running) {
        outcomes.add(outcome(future));
      }
      return outcomes;
    }
  }

  private static Outcome outcome(Future<Outcome> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException problem -> throw problem;
        case RuntimeException problem -> throw problem;
        default -> throw new IOException("sending failed", e.getCause());
      }
    }
  }

  private Outcome send(
      ReplayTarget target, RecordedSubject subject, Instant recordedBegin, Instant realBegin)
      throws IOException, InterruptedException {
    DeviceClient device =
        new DeviceClient(hub.http(), hub.https(), target.connectionString(), clock, PATIENCE);
    List<Item> ordered =
        Item.inOrder(subject.readings(), EventCopies.ofPatient(target.patient(), subject.events()));
    int batch = pace.isMax() ? LARGEST_BATCH : 1;
    long acknowledged = 0;
    for (int from = 0; from < ordered.size(); from += batch) {
      List<Item> part = ordered.subList(from, Math.min(ordered.size(), from + batch));
      pace.await(part.getLast().at(), recordedBegin, realBegin, clock);
      device.send(Item.message(target.session(), part));
      acknowledged += part.size();
      progress.accept(part.size());
    }
    return new Outcome(target, ordered.size(), acknowledged);
  }
}
