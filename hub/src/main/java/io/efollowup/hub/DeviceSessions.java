package io.efollowup.hub;

import io.efollowup.hub.internal.BoundedCache;
import io.efollowup.hub.internal.Stripes;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * The MQTT sessions of devices: which connection holds a device's session now, and what is kept of
 * it while the device is away. A connection that takes a session is written down as the one it
 * belongs to before any other can take it, so holder and store never differ. Safe for use by
 * several threads; what reads or changes what is kept blocks on the store.
 */
public final class DeviceSessions {
  /** So many seconds stand for a session that is kept for ever. */
  public static final long FOR_EVER = 0xFFFF_FFFFL;

  private static final int REMEMBERED = 100_000;
  private static final long LONG_AGO = 0;

  private final KeptSessions kept;
  private final Stripes locks = new Stripes();
  private final ConcurrentMap<String, Held> holders = new ConcurrentHashMap<>();
  private final AtomicLong arrivals = new AtomicLong(LONG_AGO);
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
  }

  /** Who holds a session, and when that connection came. */
  private record Held(Holder holder, long arrival) {}

  /**
   * What a connection wants of its device's session.
   *
   * @param arrival when it came ({@link #arrival})
   * @param connection names it, as long as what it keeps ends some time; else always the same
   * @param clean whether to forget what was kept
   * @param keptSeconds how long to keep what it leaves, 0 for not at all
   */
  public record Claim(long arrival, String connection, boolean clean, long keptSeconds) {}

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
    this.kept = new KeptSessions(store, clock);
  }

  /** A connection has come; of two, the one that came later is the device's. */
  public long arrival() {
    return arrivals.incrementAndGet();
  }

  /**
   * From now on the connection holds the device's session; who held it before is told.
   *
   * @param there asked when all else is decided: whether the client still waits to be let in
   * @return what there was of the session; empty, and nothing is changed, when a newer connection
   *     holds it or the client has gone
   */
  public Optional<Kept> take(String device, Claim claim, Holder holder, BooleanSupplier there) {
    synchronized (locks.of(device)) {
      if (isLate(device, claim) || !there.getAsBoolean()) {
        return Optional.empty();
      }
      Kept found = kept.begin(device, claim);
      Held before = holders.put(device, new Held(holder, claim.arrival()));
      if (before != null) {
        before.holder().takenOver(found.present());
      }
      return Optional.of(found);
    }
  }

  private boolean isLate(String device, Claim claim) {
    Held held = holders.get(device);
    return held != null && held.arrival() > claim.arrival();
  }

  /**
   * Lets go of the session. Does not block.
   *
   * @param heir holds it from now on, if any
   * @return whether it was still held
   */
  public boolean leave(String device, Holder holder, Optional<Holder> heir) {
    Held held = holders.get(device);
    if (held == null || !held.holder().equals(holder)) {
      return false;
    }
    return heir.isPresent()
        ? holders.replace(device, held, new Held(heir.get(), LONG_AGO))
        : holders.remove(device, held);
  }

  /** Keeps what a device has subscribed to, unless the session is another's by now. */
  public void subscribe(String device, Holder holder, Map<String, Wanted> feeds) {
    ifHeld(device, holder, () -> kept.subscribe(device, feeds));
  }

  /** Forgets what a device no longer wants, unless the session is another's by now. */
  public void unsubscribe(String device, Holder holder, Collection<String> feeds) {
    ifHeld(device, holder, () -> kept.unsubscribe(device, feeds));
  }

  private void ifHeld(String device, Holder holder, Runnable change) {
    synchronized (locks.of(device)) {
      Held held = holders.get(device);
      if (held != null && held.holder().equals(holder)) {
        change.run();
      }
    }
  }

  /**
   * A connection has ended. To be stored ({@link #storeEnd}); where that fails it is done later
   * ({@link #storeEnds}). The session is left alone where a newer connection has begun by then.
   * Does not block.
   *
   * @param connection as it was named when it began
   * @param keptSeconds how long what it leaves is kept
   */
  public void ended(String device, String connection, long keptSeconds) {
    kept.ended(device, connection, keptSeconds);
  }

  /** Stores the end of a connection, if it is not stored yet. */
  public void storeEnd(String connection) {
    kept.storeEnd(connection);
  }

  /** Stores the ends that could not be stored at first; to be called now and then. */
  public void storeEnds() {
    kept.storeEnds();
  }

  /** How many ends of connections are not stored yet. */
  public int unstored() {
    return kept.unstored();
  }

  /** Forgets sessions whose time is over; to be called now and then. */
  public void dropExpired() {
    kept.dropExpired();
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
