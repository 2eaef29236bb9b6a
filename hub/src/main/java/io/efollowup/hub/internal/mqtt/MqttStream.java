package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.HubMeters;
import io.efollowup.hub.internal.Loop;
import io.efollowup.hub.internal.LoopWork;
import io.efollowup.hub.internal.StreamTimers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries packets between a stream (a TCP socket or a WebSocket) and a connection. Reads no further
 * while there is a reason not to. On one event loop, but for {@link #execute}, which any thread may
 * call.
 */
final class MqttStream implements Loop, LoopWork.Member {
  private static final Logger log = LoggerFactory.getLogger(MqttStream.class);
  private static final Duration SLOWEST_READER = Duration.ofSeconds(30);
  private static final int MOST_UNSENT = 1024 * 1024;
  private static final Duration TRY_AGAIN = Duration.ofMillis(20);
  private static final Duration LONGEST_FULL = Duration.ofSeconds(5);

  /** Why nothing is read at present. */
  enum Hold {
    /** A token is being checked. */
    DECIDING,
    /** Too much is not acknowledged yet. */
    WINDOW,
    /** The client does not read what is written. */
    BLOCKED,
    /** Too much is held over all connections. */
    FULL
  }

  /** What becomes of packets. Called on the loop. */
  interface Receiver {
    /** How large a packet may be. */
    int largest();

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

  private final StreamTimers timers;
  private final MqttLoop shared;
  private final ReadStream<?> in;
  private final WriteStream<Buffer> out;
  private final Runnable disconnect;
  private final Receiver receiver;
  private final Frames frames = new Frames();
  private final Set<Hold> holds = EnumSet.noneOf(Hold.class);
  private Buffer unsent = Buffer.buffer();
  private Subscription slowReader = () -> {};
  private long unreserved;
  private long fullSince;
  private long packetBegan;
  private boolean watched;
  private boolean reading;
  private boolean paused;
  private boolean ending;
  private boolean done;

  MqttStream(
      MqttLoop shared,
      ReadStream<?> in,
      WriteStream<Buffer> out,
      Runnable disconnect,
      Receiver receiver) {
    this.timers = new StreamTimers(shared.vertx());
    this.shared = shared;
    this.in = in;
    this.out = out;
    this.disconnect = disconnect;
    this.receiver = receiver;
  }

  /** Bytes have arrived. */
  void received(Buffer bytes) {
    guarded(
        () -> {
          if (!ending && !done) {
            frames.add(bytes);
            reserve(bytes.length());
            read();
          }
        });
  }

  /** What cannot be counted in is kept, and no more is read until it can. */
  private void reserve(int bytes) {
    unreserved += bytes;
    if (shared.services().budget().reserve((int) unreserved)) {
      unreserved = 0;
      letGo(Hold.FULL);
    } else if (holds.add(Hold.FULL)) {
      fullSince = System.nanoTime();
      after(TRY_AGAIN, this::reserveLater);
    }
  }

  private void reserveLater() {
    if (ending) {
      return;
    }
    reserve(0);
    if (holds.contains(Hold.FULL)) {
      if (System.nanoTime() - fullSince > LONGEST_FULL.toNanos()) {
        receiver.refused(
            new HubException(HubError.OVERLOADED, "Too much arrives at present; try again."));
      } else {
        after(TRY_AGAIN, this::reserveLater);
      }
    }
  }

  void hold(Hold why) {
    holds.add(why);
  }

  /** Goes on reading, unless there is another reason not to. */
  void letGo(Hold why) {
    if (holds.remove(why)) {
      read();
    }
  }

  private void read() {
    if (reading) {
      return;
    }
    reading = true;
    try {
      boolean more = true;
      while (more && holds.isEmpty() && !ending && !done) {
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
    var packet = frames.next(receiver.largest());
    packet.ifPresent(
        bytes -> {
          packetBegan = System.nanoTime();
          receiver.packet(bytes);
        });
    return packet.isPresent();
  }

  /** A packet that has begun to arrive has to arrive. */
  private void watch() {
    if (frames.waiting() > 0 && !watched && !done) {
      watched = true;
      packetBegan = System.nanoTime();
      watchAfter(shared.services().options().requestTimeout());
    }
  }

  private void watchAfter(Duration wait) {
    after(
        wait,
        () -> {
          watched = false;
          if (frames.waiting() == 0 || ending) {
            return;
          }
          Duration timeout = shared.services().options().requestTimeout();
          Duration left = timeout.minusNanos(System.nanoTime() - packetBegan);
          if (!holds.isEmpty() || left.isPositive()) {
            watched = true;
            watchAfter(left.isPositive() ? left : timeout);
          } else {
            receiver.refused(
                new HubException(HubError.REQUEST_TIMEOUT, "A packet did not arrive in time."));
          }
        });
  }

  /** What was given to the receiver is dealt with. */
  void release(int bytes) {
    shared.services().budget().release(bytes);
  }

  /** Says something once the step this is part of is over. */
  void write(byte[] packet) {
    if (done || ending) {
      return;
    }
    unsent.appendBytes(packet);
    if (blocked() && unsent.length() > MOST_UNSENT) {
      receiver.refused(
          new HubException(HubError.OVERLOADED, "The client does not read what it asked for."));
    }
  }

  /** Whether what is written now would have to wait for the peer to read. */
  boolean blocked() {
    return holds.contains(Hold.BLOCKED);
  }

  private void flush() {
    if (done) {
      return;
    }
    if (unsent.length() > 0 && (!blocked() || ending)) {
      out.write(unsent);
      unsent = Buffer.buffer();
    }
    if (ending) {
      end();
      return;
    }
    if (out.writeQueueFull() && !blocked()) {
      block();
    }
    pauseOrResume();
  }

  private void pauseOrResume() {
    if (paused == holds.isEmpty()) {
      paused = !paused;
      if (paused) {
        in.pause();
      } else {
        in.resume();
      }
    }
  }

  /** A peer that does not read is waited for a while, and not read from meanwhile. */
  private void block() {
    hold(Hold.BLOCKED);
    slowReader =
        after(
            SLOWEST_READER,
            () -> {
              meters().refused(HubError.REQUEST_TIMEOUT);
              end();
            });
    out.drainHandler(
        drained ->
            guarded(
                () -> {
                  slowReader.close();
                  letGo(Hold.BLOCKED);
                  receiver.drained();
                }));
  }

  @Override
  public void execute(Runnable step) {
    shared.work().add(this, step);
  }

  @Override
  public void settle() {
    attempt(this::flush);
  }

  /** Not once the stream is over. */
  @Override
  public Subscription after(Duration delay, Runnable step) {
    return timers.after(delay, () -> guarded(step));
  }

  private void guarded(Runnable step) {
    attempt(step);
    attempt(this::flush);
  }

  /** A step that fails is a defect, unless it says what is wrong with the client. */
  @Override
  public void attempt(Runnable step) {
    try {
      step.run();
    } catch (HubException e) {
      receiver.refused(e);
    } catch (RuntimeException e) {
      meters().refused(HubError.SERVER_ERROR);
      log.error("An MQTT connection ended by an unexpected failure", e);
      end();
    }
  }

  private HubMeters meters() {
    return shared.services().meters();
  }

  /** Whether nothing more is heard or said. */
  boolean isOver() {
    return done || ending;
  }

  /** Disconnects when what was written so far has left. */
  void endOnceSent() {
    ending = true;
  }

  /** Disconnects at once. */
  void end() {
    if (!done) {
      done = true;
      timers.close();
      disconnect.run();
    }
  }

  /** The stream has gone. */
  void gone() {
    done = true;
    timers.close();
    release((int) (frames.waiting() - unreserved));
    frames.clear();
    unreserved = 0;
  }
}
