package io.efollowup.hub;

import io.efollowup.hub.internal.FeedbackTable;
import io.efollowup.hub.internal.FeedbackTable.Stored;
import io.efollowup.hub.internal.Subscriptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What became of cloud-to-device messages whose senders asked, in one durable queue for the hub. A
 * record is written in the transaction that removes its message, so there is exactly one of each;
 * it is delivered at least once, in batches under a lock of 60 seconds. A lock that runs out, or a
 * restart, makes its records available again.
 *
 * <p>A record is dropped, and counted in {@code hub.feedback}, when nobody has completed it for 48
 * hours or 100,000 newer ones have followed it.
 *
 * <p>Safe for use by several threads. All methods but {@link #onAvailable} block on the store.
 */
public final class FeedbackQueue {
  /** How many records are handed out at once at most. */
  public static final int MOST_AT_ONCE = 64;

  /** How many records wait at most. */
  public static final int MOST_RECORDS = 100_000;

  /** How long a service has to complete what it was handed. */
  public static final Duration LOCK = Duration.ofSeconds(60);

  /** How long a record is kept. */
  public static final Duration TIME_TO_LIVE = Duration.ofHours(48);

  private static final String ALL = "";

  private final HubStore store;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Subscriptions<String> listeners = new Subscriptions<>();
  private final ReentrantLock handingOut = new ReentrantLock();
  private final Map<String, Batch> batches = new HashMap<>(); // guarded by handingOut

  FeedbackQueue(HubStore store, InstantSource clock, MeterRegistry meters) {
    this.store = store;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Calls whenever a record may have become available: written, released, its lock run out (noticed
   * within seconds). On any thread; the listener must not block.
   */
  public Subscription onAvailable(Runnable listener) {
    return listeners.subscribe(ALL, all -> listener.run());
  }

  /** The oldest records that are not locked, at most 64, now locked; empty when there are none. */
  public Optional<LockedFeedback> receive() {
    Instant now = now();
    handingOut.lock();
    try {
      batches.values().removeIf(batch -> batch.isOverAt(now));
      Set<Long> locked = new HashSet<>();
      batches.values().forEach(batch -> locked.addAll(batch.sequences()));
      List<Stored> oldest =
          store.read(
              handle ->
                  FeedbackTable.oldest(
                      handle,
                      sequence -> !locked.contains(sequence),
                      MOST_AT_ONCE,
                      now.minus(TIME_TO_LIVE)));
      return oldest.isEmpty() ? Optional.empty() : Optional.of(lock(oldest, now));
    } finally {
      handingOut.unlock();
    }
  }

  private LockedFeedback lock(List<Stored> records, Instant now) {
    String token = UUID.randomUUID().toString();
    List<Long> sequences = records.stream().map(Stored::sequence).toList();
    batches.put(token, new Batch(sequences, now.plus(LOCK)));
    return new LockedFeedback(token, records.stream().map(Stored::record).toList());
  }

  /**
   * The service has the records; they are removed.
   *
   * @throws HubException {@link HubError#MESSAGE_LOCK_LOST}
   */
  public void complete(String lockToken) {
    handingOut.lock();
    try {
      Batch batch =
          held(lockToken)
              .orElseThrow(
                  () ->
                      new HubException(
                          HubError.MESSAGE_LOCK_LOST,
                          "The lock on this feedback has run out or never was; receive it again."));
      int removed = store.write(handle -> FeedbackTable.delete(handle, batch.sequences()));
      batches.remove(lockToken);
      count("delivered", removed);
    } finally {
      handingOut.unlock();
    }
  }

  /** The service gives the records back; does nothing when the lock has run out. */
  public void release(String lockToken) {
    handingOut.lock();
    boolean released;
    try {
      released = held(lockToken).isPresent();
      batches.remove(lockToken);
    } finally {
      handingOut.unlock();
    }
    if (released) {
      tell();
    }
  }

  private Optional<Batch> held(String lockToken) {
    Instant now = now();
    return Optional.ofNullable(batches.get(lockToken)).filter(batch -> !batch.isOverAt(now));
  }

  /** To be called after the transaction that wrote records. */
  void written(int records, int dropped) {
    count("queued", records);
    count("dropped", dropped);
    if (records > 0) {
      tell();
    }
  }

  /** Drops what has waited too long and notices locks that have run out; to be called often. */
  void sweep() {
    Instant now = now();
    Instant tooOld = now.minus(TIME_TO_LIVE);
    boolean any = store.read(handle -> FeedbackTable.anyUntil(handle, tooOld));
    if (any) {
      int expired = store.write(handle -> FeedbackTable.deleteUntil(handle, tooOld));
      count("expired", expired);
    }
    if (unlockRunOut(now)) {
      tell();
    }
  }

  private boolean unlockRunOut(Instant now) {
    handingOut.lock();
    try {
      return batches.values().removeIf(batch -> batch.isOverAt(now));
    } finally {
      handingOut.unlock();
    }
  }

  private void tell() {
    listeners.tell(ALL, ALL);
  }

  private void count(String outcome, int records) {
    meters.counter("hub.feedback", "outcome", outcome).increment(records);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private record Batch(List<Long> sequences, Instant lockedUntil) {
    boolean isOverAt(Instant now) {
      return !lockedUntil.isAfter(now);
    }
  }
}
