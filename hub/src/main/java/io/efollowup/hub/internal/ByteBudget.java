package io.efollowup.hub.internal;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.HubLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of messages that are not dealt with yet are held, over all doors and event loops,
 * and how many of one owner's. Safe for use by several threads.
 */
public final class ByteBudget {
  /** The largest batch, and the frame it may arrive in beside it. */
  private static final long SMALLEST_SHARE = 4L * HubLimits.LARGEST_MESSAGE;

  private static final int OF_HEAP = 8;
  private static final Duration SOON = Duration.ofSeconds(1);

  private final AtomicLong held = new AtomicLong();
  private final ConcurrentMap<Owner, Share> shares = new ConcurrentHashMap<>();
  private final long most;
  private final long mostOfOne;

  /** What is held of one owner; gone with the last of those who hold for it. */
  static final class Share {
    private final AtomicLong held = new AtomicLong();
    private int holders;
  }

  /**
   * @param most that may be held
   * @param shares how many owners fill it; one has room for a largest batch at least
   */
  public ByteBudget(long most, int shares) {
    this.most = most;
    this.mostOfOne = Math.min(most, Math.max(SMALLEST_SHARE, most / shares));
  }

  /** As the limits say; an eighth of the heap where they leave that open. */
  public static ByteBudget of(HubLimits.Arriving limits) {
    long most = limits.bytes() == 0 ? Runtime.getRuntime().maxMemory() / OF_HEAP : limits.bytes();
    return new ByteBudget(most, limits.shares());
  }

  /** A place where bytes of this owner's are held; to be closed. */
  public Holding holding(Owner owner) {
    return new Holding(this, owner);
  }

  Share join(Owner owner) {
    return shares.compute(
        owner,
        (same, present) -> {
          Share share = present == null ? new Share() : present;
          share.holders++;
          return share;
        });
  }

  void leave(Owner owner) {
    shares.computeIfPresent(owner, (same, share) -> --share.holders == 0 ? null : share);
  }

  /** Counts so many more bytes; when there is no room they are not counted, and it says why. */
  Optional<HubException> reserve(Owner owner, Share share, int bytes) {
    if (share.held.addAndGet(bytes) > mostOfOne) {
      share.held.addAndGet(-bytes);
      return Optional.of(
          new HubException(
              owner.whenFull(), "Too much of yours arrives at the same time; try again.", SOON));
    }
    if (held.addAndGet(bytes) > most) {
      held.addAndGet(-bytes);
      share.held.addAndGet(-bytes);
      return Optional.of(
          new HubException(HubError.OVERLOADED, "Too much arrives at present; try again."));
    }
    return Optional.empty();
  }

  void release(Share share, int bytes) {
    share.held.addAndGet(-bytes);
    held.addAndGet(-bytes);
  }

  /** What was held for one is held for another. */
  void move(Share from, Share to, int bytes) {
    from.held.addAndGet(-bytes);
    to.held.addAndGet(bytes);
  }

  /** How many bytes are held at present. */
  public long held() {
    return held.get();
  }

  /** For how many owners something may be held at present. */
  public int owners() {
    return shares.size();
  }
}
