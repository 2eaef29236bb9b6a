package io.efollowup.hub.internal;

import io.efollowup.hub.HubException;
import java.util.Optional;

/**
 * What is held for one owner in one place, such as a connection or a body. On one event loop. What
 * is still held when it is closed counts until it is removed.
 */
public final class Holding {
  private final ByteBudget budget;
  private Owner owner;
  private ByteBudget.Share share;
  private int bytes;
  private boolean closed;
  private boolean left;

  Holding(ByteBudget budget, Owner owner) {
    this.budget = budget;
    this.owner = owner;
    this.share = budget.join(owner);
  }

  /** Counts so many more bytes; when there is no room they are not counted, and it says why. */
  public Optional<HubException> add(int more) {
    Optional<HubException> refusal = budget.reserve(owner, share, more);
    if (refusal.isEmpty()) {
      bytes += more;
    }
    return refusal;
  }

  /** So many bytes are held no more. */
  public void remove(int less) {
    bytes -= less;
    budget.release(share, less);
    leaveWhenDone();
  }

  /** How many are held. */
  public int bytes() {
    return bytes;
  }

  /** It has turned out whose they are. */
  public void moveTo(Owner other) {
    if (!left && !other.equals(owner)) {
      ByteBudget.Share joined = budget.join(other);
      budget.move(share, joined, bytes);
      budget.leave(owner);
      owner = other;
      share = joined;
    }
  }

  /** Nothing more is added. */
  public void close() {
    if (!closed) {
      closed = true;
      leaveWhenDone();
    }
  }

  private void leaveWhenDone() {
    if (closed && bytes == 0 && !left) {
      left = true;
      budget.leave(owner);
    }
  }
}
