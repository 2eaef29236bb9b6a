package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.Loop;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What arrives on one connection: counted in, cut into packets, and handed on one by one, as long
 * as there is no reason to wait. On the connection's loop.
 */
final class Intake {
  private static final Duration TRY_AGAIN = Duration.ofMillis(20);
  private static final Duration LONGEST_FULL = Duration.ofSeconds(5);

  /** Why nothing is read at present. */
  enum Hold {
    /** A token is being checked, or a subscription stored. */
    DECIDING,
    /** Too much is not acknowledged yet. */
    WINDOW,
    /** The device has sent enough for now. */
    PACE,
    /** The client does not read what is written. */
    BLOCKED,
    /** Too much is held, over all connections or of this device. */
    FULL
  }

  /** What becomes of packets. */
  interface Receiver {
    /**
     * How large a packet may be.
     *
     * @param first byte of it
     * @throws HubException when it is none that may come now
     */
    int largest(int first);

    /**
     * A packet; its bytes are counted as held until the receiver releases them.
     *
     * @throws HubException when it ends the connection
     */
    void packet(byte[] packet);

    /** The connection has to end. */
    void refused(HubException why);

    /** The peer reads again. */
    void drained();
  }

  private final LongSupplier nanos;
  private final Holding holding;
  private final Duration packetWithin;
  private final Loop loop;
  private final Receiver receiver;
  private final Frames frames = new Frames();
  private final Set<Hold> holds = EnumSet.noneOf(Hold.class);
  private Optional<HubException> full = Optional.empty();
  private int uncounted;
  private long fullSince;
  private long packetBegan;
  private boolean watched;
  private boolean reading;
  private boolean over;

  /**
   * @param packetWithin how long a packet may take to arrive
   */
  Intake(Holding holding, Duration packetWithin, Loop loop, Receiver receiver) {
    this(holding, packetWithin, loop, receiver, System::nanoTime);
  }

  Intake(Holding holding, Duration packetWithin, Loop loop, Receiver receiver, LongSupplier nanos) {
    this.nanos = nanos;
    this.holding = holding;
    this.packetWithin = packetWithin;
    this.loop = loop;
    this.receiver = receiver;
  }

  void add(Buffer bytes) {
    if (!over) {
      if (frames.waiting() == 0) {
        packetBegan = nanos.getAsLong();
      }
      frames.add(bytes);
      uncounted += bytes.length();
      count();
      read();
    }
  }

  /**
   * What cannot be counted in is kept, and no more is read until it can. A device waits for its own
   * messages for as long as they take; others are not waited for so long.
   */
  private void count() {
    full = holding.add(uncounted);
    if (full.isEmpty()) {
      uncounted = 0;
      letGo(Hold.FULL);
    } else if (holds.add(Hold.FULL)) {
      fullSince = nanos.getAsLong();
      loop.after(TRY_AGAIN, this::countLater);
    }
  }

  private void countLater() {
    if (over) {
      return;
    }
    count();
    if (!holds.contains(Hold.FULL)) {
      return;
    }
    boolean itsOwn = full.filter(why -> why.error() == HubError.DEVICE_ARRIVING_FULL).isPresent();
    if (nanos.getAsLong() - fullSince > LONGEST_FULL.toNanos() && !itsOwn) {
      receiver.refused(full.orElseThrow());
    } else {
      loop.after(TRY_AGAIN, this::countLater);
    }
  }

  void hold(Hold why) {
    holds.add(why);
  }

  /** Goes on reading, unless there is another reason not to. */
  void letGo(Hold why) {
    if (holds.remove(why)) {
      if (holds.isEmpty()) {
        packetBegan = nanos.getAsLong(); // a packet is timed only while it is read
      }
      read();
    }
  }

  boolean isHeld() {
    return !holds.isEmpty();
  }

  boolean isHeld(Hold why) {
    return holds.contains(why);
  }

  private void read() {
    if (reading) {
      return;
    }
    reading = true;
    try {
      boolean more = true;
      while (more && holds.isEmpty() && !over) {
        more = one();
      }
    } catch (HubException e) {
      receiver.refused(e);
    } finally {
      reading = false;
    }
    watch();
  }

  private boolean one() {
    if (frames.waiting() == 0) {
      return false;
    }
    Optional<byte[]> packet = frames.next(receiver.largest(frames.first()));
    packet.ifPresent(
        bytes -> {
          packetBegan = nanos.getAsLong();
          receiver.packet(bytes);
        });
    return packet.isPresent();
  }

  /**
   * A packet that has begun to arrive has to arrive. One timer, set again when it was too early.
   */
  private void watch() {
    if (frames.waiting() > 0 && holds.isEmpty() && !watched && !over) {
      watched = true;
      packetBegan = nanos.getAsLong();
      loop.after(packetWithin, this::look);
    }
  }

  private void look() {
    watched = false;
    if (frames.waiting() == 0 || over) {
      return;
    }
    Duration left = packetWithin.minusNanos(nanos.getAsLong() - packetBegan);
    if (isHeld() || left.isPositive()) {
      watched = true;
      loop.after(left.isPositive() ? left : packetWithin, this::look);
    } else {
      receiver.refused(
          new HubException(HubError.REQUEST_TIMEOUT, "A packet did not arrive in time."));
    }
  }

  /** A packet has been dealt with. */
  void release(int bytes) {
    holding.remove(bytes);
  }

  /** Hands nothing on any more. */
  void stop() {
    over = true;
  }

  /** The stream has gone: nothing is held any more. */
  void gone() {
    over = true;
    release(frames.waiting() - uncounted);
    frames.clear();
    uncounted = 0;
    holding.close();
  }
}
