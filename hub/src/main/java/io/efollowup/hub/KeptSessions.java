package io.efollowup.hub;

import io.efollowup.hub.DeviceSessions.Claim;
import io.efollowup.hub.DeviceSessions.Kept;
import io.efollowup.hub.DeviceSessions.Wanted;
import io.efollowup.hub.internal.SessionTable;
import io.efollowup.hub.internal.SessionTable.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jdbi.v3.core.Handle;

/**
 * What the store keeps of MQTT sessions. A session is that of the connection that began last; it
 * ends with that one and no other. Safe for use by several threads; all but {@link #ended} and
 * {@link #unstored} block.
 */
final class KeptSessions {
  private final HubStore store;
  private final InstantSource clock;
  private final ConcurrentMap<String, End> unstored = new ConcurrentHashMap<>();

  /** What a connection has left, as long as that is not stored. */
  private record End(String device, Stored left) {
    @Override
    public String toString() {
      return "End[hidden]";
    }
  }

  KeptSessions(HubStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    store.<Integer, RuntimeException>write(
        handle -> SessionTable.startAgain(handle, clock.instant(), DeviceSessions.FOR_EVER));
  }

  /** A connection goes on with what is kept for its device, or has it forgotten. */
  Kept begin(String device, Claim claim) {
    Stored wanted = new Stored(claim.connection(), claim.keptSeconds(), Optional.empty());
    Optional<Stored> stored = store.read(handle -> SessionTable.find(handle, device));
    if (stored.isEmpty() && claim.keptSeconds() == 0) {
      return Kept.NOTHING;
    }
    if (stored.filter(wanted::equals).isPresent() && isPresent(claim, stored)) {
      return new Kept(true, store.read(handle -> SessionTable.subscriptions(handle, device)));
    }
    return store.write(handle -> begin(handle, device, claim, wanted));
  }

  private Kept begin(Handle handle, String device, Claim claim, Stored wanted) {
    boolean present = isPresent(claim, SessionTable.find(handle, device));
    if (!present) {
      SessionTable.delete(handle, device);
    }
    if (present || claim.keptSeconds() > 0) {
      SessionTable.put(handle, device, wanted);
    }
    return new Kept(present, SessionTable.subscriptions(handle, device));
  }

  private boolean isPresent(Claim claim, Optional<Stored> stored) {
    return !claim.clean() && stored.map(this::asEnded).filter(this::isKept).isPresent();
  }

  /** What is stored, and has ended though that is not stored yet. */
  private Stored asEnded(Stored stored) {
    End end = unstored.get(stored.connection());
    return end == null ? stored : end.left();
  }

  private boolean isKept(Stored session) {
    return session.keptSeconds() > 0
        && session.endsAt().filter(end -> !end.isAfter(clock.instant())).isEmpty();
  }

  void subscribe(String device, Map<String, Wanted> feeds) {
    store.write(
        handle -> {
          SessionTable.subscribe(handle, device, feeds);
          return feeds;
        });
  }

  void unsubscribe(String device, Collection<String> feeds) {
    store.write(
        handle -> {
          SessionTable.unsubscribe(handle, device, feeds);
          return feeds;
        });
  }

  void ended(String device, String connection, long keptSeconds) {
    Optional<Instant> endsAt =
        keptSeconds == DeviceSessions.FOR_EVER
            ? Optional.empty()
            : Optional.of(clock.instant().plusSeconds(keptSeconds));
    unstored.put(connection, new End(device, new Stored(connection, keptSeconds, endsAt)));
  }

  void storeEnd(String connection) {
    End end = unstored.get(connection);
    if (end != null) {
      store(end);
      unstored.remove(connection, end);
    }
  }

  void storeEnds() {
    unstored.keySet().forEach(this::storeEnd);
  }

  int unstored() {
    return unstored.size();
  }

  private void store(End end) {
    if (store.read(handle -> isOf(handle, end))) {
      store.write(
          handle -> {
            if (isOf(handle, end) && end.left().keptSeconds() == 0) {
              SessionTable.delete(handle, end.device());
            } else if (isOf(handle, end)) {
              SessionTable.put(handle, end.device(), end.left());
            }
            return end;
          });
    }
  }

  /** Whether no newer connection has begun. */
  private static boolean isOf(Handle handle, End end) {
    return SessionTable.find(handle, end.device())
        .filter(stored -> stored.connection().equals(end.left().connection()))
        .isPresent();
  }

  void dropExpired() {
    Instant now = clock.instant();
    boolean any = store.read(handle -> SessionTable.anyUntil(handle, now));
    if (any) {
      store.write(handle -> SessionTable.deleteUntil(handle, now));
    }
  }
}
