package io.efollowup.hub.internal.guard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What there is of one device in the {@link Backlog}: in line, and with the journal. Guarded by the
 * backlog's lock.
 */
final class Lane {
  /** What one device may have with the journal at a time. */
  private static final long WINDOW_BYTES = 1L << 20;

  private static final int WINDOW_MESSAGES = 256;

  final String device;
  final Seats waiters = new Seats();
  private final Deque<Parked> parked = new ArrayDeque<>();
  private long messages;
  private long bytes;
  private int windowMessages;
  private long windowBytes;

  /** Whether it stands in line for a turn. */
  boolean hasTurn;

  /** A message that waits for its turn. */
  record Parked(
      long bytes, Supplier<CompletableFuture<Long>> append, CompletableFuture<Long> promise) {}

  Lane(String device) {
    this.device = device;
  }

  void park(Parked message) {
    parked.add(message);
    messages++;
    bytes += message.bytes();
  }

  /** Whether its next message may go to the journal. */
  boolean mayGo() {
    return !parked.isEmpty() && windowMessages < WINDOW_MESSAGES && windowBytes < WINDOW_BYTES;
  }

  /** Whether nothing of it is with the journal. */
  boolean hasNothingUnderWay() {
    return windowMessages == 0;
  }

  /** Its next message goes to the journal. */
  Parked begin() {
    Parked next = parked.remove();
    windowMessages++;
    windowBytes += next.bytes();
    return next;
  }

  /** A message has been dealt with. */
  void leave(Parked message) {
    windowMessages--;
    windowBytes -= message.bytes();
    messages--;
    bytes -= message.bytes();
  }

  long messages() {
    return messages;
  }

  long bytes() {
    return bytes;
  }
}
