package io.efollowup.hub;

import io.efollowup.hub.internal.BoundedCache;
import io.efollowup.hub.internal.SessionTable;
import io.efollowup.hub.internal.SessionTable.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The MQTT sessions of devices: which connection holds a device's session now, and what is kept of
 * it while the device is away. Safe for use by several threads; what reads or changes what is kept
 * blocks on the store.
 */
public final class DeviceSessions {
  /** So many seconds stand for a session that is kept for ever. */
  public static final long FOR_EVER = 0xFFFF_FFFFL;

  private static final int REMEMBERED = 100_000;

  private final HubStore store;
  private final InstantSource clock;
  private final ConcurrentMap<String, Holder> holders = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, End> unstored = new ConcurrentHashMap<>();
  private final BoundedCache<String, Set<Long>> unacknowledged = new BoundedCache<>(REMEMBERED);

  /** A connection, or what it has left behind. */
  public interface Holder {
    /**
     * A newer connection of the device has taken its session over. Called on another thread; must
     * not block.
     *
     * @param goesOn whether the session goes on there, and is not begun anew
     */
    void takenOver(boolean goesOn);

    /** What it keeps of the session, when it is a connection. On any thread. */
    default Optional<Keeps> keeps() {
      return Optional.empty();
    }
  }

  /**
   * What a connection that is open keeps.
   *
   * @param connection as it was named when it began
   * @param seconds for which the session outlives it
   */
  public record Keeps(String connection, long seconds) {}

  /** What a connection has left, as long as that is not stored. */
  private record End(String device, long keptSeconds, Optional<Instant> endsAt) {
    @Override
    public String toString() {
      return "End[hidden]";
    }
  }

  /**
   * A topic filter a device has subscribed to.
   *
   * @param filter as the device wrote it
   * @param qos as it was granted, 0 or 1
   */
  public record Wanted(String filter, int qos) {
    @Override
    public String toString() {
      return "Wanted[hidden]";
    }
  }

  /**
   * What there was of a session when a connection began.
   *
   * @param present whether there was one
   * @param feeds what was subscribed to
   */
  public record Kept(boolean present, Map<String, Wanted> feeds) {
    static final Kept NOTHING = new Kept(false, Map.of());
  }

  public DeviceSessions(HubStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    store.<Integer, RuntimeException>write(
        handle -> SessionTable.startAgain(handle, clock.instant(), FOR_EVER));
  }

  /**
   * A connection begins.
   *
   * @param connection names it, as long as what it keeps ends some time; else always the same
   * @param clean whether to forget what was kept
   * @param keptSeconds how long to keep what it leaves, 0 for not at all
   */
  public Kept begin(String device, String connection, boolean clean, long keptSeconds) {
    Stored wanted = new Stored(connection, keptSeconds, Optional.empty());
    Optional<Stored> stored =
        store.read(handle -> SessionTable.find(handle, device)).map(this::asEnded);
    boolean present = !clean && stored.filter(this::isKept).isPresent();
    if (present && stored.get().equals(wanted)) {
      return kept(device);
    }
    return stored.isEmpty() && keptSeconds == 0
        ? Kept.NOTHING
        : store.write(
            handle -> {
              if (!present) {
                SessionTable.delete(handle, device);
              }
              if (present || keptSeconds > 0) {
                SessionTable.put(handle, device, wanted);
              }
              return new Kept(present, SessionTable.subscriptions(handle, device));
            });
  }

  private boolean isKept(Stored session) {
    return session.keptSeconds() > 0
        && session.endsAt().filter(end -> !end.isAfter(clock.instant())).isEmpty();
  }

  private Kept kept(String device) {
    return new Kept(true, store.read(handle -> SessionTable.subscriptions(handle, device)));
  }

  /** Keeps what a device has subscribed to. */
  public void subscribe(String device, Map<String, Wanted> feeds) {
    store.write(
        handle -> {
          SessionTable.subscribe(handle, device, feeds);
          return feeds;
        });
  }

  /** Forgets what a device no longer wants. */
  public void unsubscribe(String device, Collection<String> feeds) {
    store.write(
        handle -> {
          SessionTable.unsubscribe(handle, device, feeds);
          return feeds;
        });
  }

  /**
   * A connection has ended. To be stored ({@link #storeEnd}); where that fails it is done later
   * ({@link #storeEnds}), unless a newer connection has begun by then. Where another connection
   * holds the session, it goes on as that one's. Does not block.
   *
   * @param connection as it was named when it began
   * @param keptSeconds how long what it leaves is kept
   */
  public void ended(String device, String connection, long keptSeconds) {
    unstored.put(connection, new End(device, keptSeconds, end(keptSeconds)));
  }

  /** Stores the end of a connection, if it is not stored yet. */
  public void storeEnd(String connection) {
    End end = unstored.get(connection);
    if (end != null) {
      store(connection, end);
      unstored.remove(connection, end);
    }
  }

  /** Stores the ends that could not be stored at first; to be called now and then. */
  public void storeEnds() {
    unstored.keySet().forEach(this::storeEnd);
  }

  /** How many ends of connections are not stored yet. */
  public int unstored() {
    return unstored.size();
  }

  private void store(String connection, End end) {
    String device = end.device();
    if (store.read(handle -> SessionTable.find(handle, device)).isEmpty()) {
      return;
    }
    store.write(
        handle -> {
          boolean newest =
              SessionTable.find(handle, device)
                  .filter(stored -> stored.connection().equals(connection))
                  .isPresent();
          Stored left = after(connection, end);
          if (newest && left.keptSeconds() == 0) {
            SessionTable.delete(handle, device);
          } else if (newest) {
            SessionTable.put(handle, device, left);
          }
          return device;
        });
  }

  /**
   * What a connection leaves. The last to begin is not always the last to take the session, nor
   * does it always get so far; then the session is that of the one who holds it, and goes on.
   */
  private Stored after(String connection, End end) {
    return Optional.ofNullable(holders.get(end.device()))
        .flatMap(Holder::keeps)
        .filter(holder -> !holder.connection().equals(connection))
        .map(holder -> new Stored(holder.connection(), holder.seconds(), Optional.empty()))
        .orElseGet(() -> new Stored(connection, end.keptSeconds(), end.endsAt()));
  }

  /** What is stored, and has ended though that is not stored yet. */
  private Stored asEnded(Stored stored) {
    End end = unstored.get(stored.connection());
    return end == null ? stored : after(stored.connection(), end);
  }

  private Optional<Instant> end(long keptSeconds) {
    return keptSeconds == FOR_EVER
        ? Optional.empty()
        : Optional.of(clock.instant().plusSeconds(keptSeconds));
  }

  /** Forgets sessions whose time is over; to be called now and then. */
  public void dropExpired() {
    Instant now = clock.instant();
    boolean any = store.read(handle -> SessionTable.anyUntil(handle, now));
    if (any) {
      store.write(handle -> SessionTable.deleteUntil(handle, now));
    }
  }

  /**
   * From now on the connection holds the device's session; who held it before is told.
   *
   * @param goesOn whether the session is not begun anew
   */
  public void take(String device, Holder holder, boolean goesOn) {
    Holder before = holders.put(device, holder);
    if (before != null) {
      before.takenOver(goesOn);
    }
  }

  /**
   * Lets go of the session.
   *
   * @param heir holds it from now on, if any
   * @return whether it was still held
   */
  public boolean leave(String device, Holder holder, Optional<Holder> heir) {
    return heir.isPresent()
        ? holders.replace(device, holder, heir.get())
        : holders.remove(device, holder);
  }

  /**
   * Remembers, in memory only, which messages were sent to a device that did not acknowledge them.
   *
   * @param sequences of the messages
   */
  public void notAcknowledged(String device, Set<Long> sequences) {
    if (!sequences.isEmpty()) {
      unacknowledged.put(device, Set.copyOf(sequences));
    }
  }

  /** Whether a message was sent to a device before that did not acknowledge it. */
  public boolean wasSent(String device, long sequence) {
    return unacknowledged.get(device).filter(sent -> sent.contains(sequence)).isPresent();
  }
}
