package io.efollowup.hub.internal.guard;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The handshakes of one address; gone when there are none. Guarded by the lock of {@link Turns}.
 */
final class Crowd {
  final Origin origin;
  final Deque<Turns.Turn> waiting = new ArrayDeque<>();
  int atWork;

  /** Whether it stands in line for a turn. */
  boolean listed;

  Crowd(Origin origin) {
    this.origin = origin;
  }
}
