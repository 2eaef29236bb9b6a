package io.efollowup.portal.internal.access;

import io.efollowup.record.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions of this process: in memory only, so that a restart signs everybody out. Safe for use
 * by several threads.
 */
public final class Sessions {
  private final InstantSource clock;
  private final Duration idle;
  private final Duration lifetime;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(Session session, Instant usedAt) {}

  /** A session just begun, with the cookie that opens it. */
  public record Begun(Session session, String cookie) {}

  public Sessions(InstantSource clock, Duration idle, Duration lifetime) {
    this.clock = clock;
    this.idle = idle;
    this.lifetime = lifetime;
  }

  /** Begins a session under a new cookie, whatever cookie the browser had before. */
  public Begun begin(Account account) {
    String cookie = Secrets.randomToken();
    Instant now = clock.instant();
    Session session =
        new Session(Secrets.digest(cookie), account.name(), account.organisation(), now);
    entries.put(session.key(), new Entry(session, now));
    return new Begun(session, cookie);
  }

  /**
   * The session a cookie opens.
   *
   * @param isUse whether a person did something, so that the idle time starts again; what a page
   *     fetches by itself does not count
   */
  public Optional<Session> find(String cookie, boolean isUse) {
    String key = Secrets.digest(cookie);
    Instant now = clock.instant();
    Entry found =
        entries.computeIfPresent(
            key,
            (k, entry) -> {
              if (!isAlive(entry, now)) {
                return null;
              }
              return isUse ? new Entry(entry.session(), now) : entry;
            });
    return Optional.ofNullable(found).map(Entry::session);
  }

  /** Whether a session is still open. */
  public boolean isOpen(Session session) {
    Entry entry = entries.get(session.key());
    return entry != null && isAlive(entry, clock.instant());
  }

  public void end(Session session) {
    entries.remove(session.key());
  }

  /** Ends all sessions of an account. */
  public void endAllOf(String account) {
    entries.values().removeIf(entry -> entry.session().account().equals(account));
  }

  /** Forgets the sessions that have run out. */
  public void sweep() {
    Instant now = clock.instant();
    entries.values().removeIf(entry -> !isAlive(entry, now));
  }

  /** Number of sessions kept. */
  public int size() {
    return entries.size();
  }

  private boolean isAlive(Entry entry, Instant now) {
    return now.isBefore(entry.usedAt().plus(idle))
        && now.isBefore(entry.session().startedAt().plus(lifetime));
  }
}
