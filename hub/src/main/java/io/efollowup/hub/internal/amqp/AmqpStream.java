package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.HubMeters;
import io.efollowup.hub.internal.Loop;
import io.efollowup.hub.internal.LoopWork;
import io.efollowup.hub.internal.StreamTimers;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Transport;
import org.apache.qpid.proton.engine.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries bytes between a stream (a TCP socket or a WebSocket) and the protocol engine, tells a
 * listener what the engine made of them, and keeps the engine's clock. On one event loop, but for
 * {@link #execute}, which any thread may call.
 */
final class AmqpStream implements Loop, LoopWork.Member {
  private static final Logger log = LoggerFactory.getLogger(AmqpStream.class);

  private final StreamTimers timers;
  private final LoopWork work;
  private final WriteStream<Buffer> out;
  private final Runnable disconnect;
  private final Transport transport;
  private final Collector collector = Proton.collector();
  private final Listener listener;
  private final HubMeters meters;
  private final SlowReader reader;
  private final Queue<Runnable> onceSent = new ArrayDeque<>();
  private Subscription tick = () -> {};
  private Buffer first = Buffer.buffer();
  private boolean engineSpeaks;
  private boolean done;

  /** Is told what becomes of what arrives and of what is said. On the loop. */
  interface Listener {
    /** The engine made this of what has arrived. */
    void happened(Event event);

    /** {@link #blocked} is so no longer. */
    void readsAgain();

    /** What the engine could say was sent. */
    void flushed();
  }

  AmqpStream(
      Vertx vertx,
      LoopWork work,
      WriteStream<Buffer> out,
      Runnable disconnect,
      Transport transport,
      Listener listener,
      HubMeters meters) {
    this.timers = new StreamTimers(vertx);
    this.work = work;
    this.out = out;
    this.disconnect = disconnect;
    this.transport = transport;
    this.listener = listener;
    this.meters = meters;
    this.reader = new SlowReader(out, this, () -> received(listener::readsAgain), this::tooSlow);
  }

  /** What the engine tells of goes here. */
  Collector collector() {
    return collector;
  }

  /** Bytes have arrived; they are handed to the engine by what the step does with it. */
  void received(Runnable step) {
    guarded(
        () -> {
          step.run();
          dispatch();
        });
  }

  /** Gives the engine bytes; what follows from them is dispatched with the step this is part of. */
  void feed(ByteBuffer bytes) {
    while (bytes.hasRemaining() && !done) {
      int capacity = transport.capacity();
      if (capacity == Transport.END_OF_STREAM) {
        return; // the peer said it was closing, and went on
      }
      ByteBuffer tail = transport.tail();
      int length = Math.min(Math.min(capacity, tail.remaining()), bytes.remaining());
      tail.put(bytes.slice(bytes.position(), length));
      bytes.position(bytes.position() + length);
      if (!understood()) {
        return;
      }
    }
  }

  /** Bytes that are no frames cost their sender the connection. */
  private boolean understood() {
    try {
      transport.process();
      return true;
    } catch (TransportException e) {
      meters.refused(HubError.MALFORMED_REQUEST);
      return false; // the engine closes the connection and tells the peer why
    } catch (RuntimeException | StackOverflowError e) {
      // The engine did not expect this at all, or it is nested thousands deep.
      meters.refused(HubError.MALFORMED_REQUEST);
      end();
      return false;
    }
  }

  /** Says this before all that the engine will say. */
  void sayFirst(byte[] bytes) {
    first.appendBytes(bytes);
  }

  /**
   * The layer below the engine has come to its end: what the engine says is sent from now on, and
   * the peer is to be heard of.
   */
  void letEngineSpeak() {
    engineSpeaks = true;
    keepTime();
  }

  private void dispatch() {
    for (Event event = collector.peek(); event != null; event = collector.peek()) {
      listener.happened(event);
      collector.pop();
    }
  }

  /** Whether what is written now would have to wait for the peer to read. */
  boolean blocked() {
    return reader.isWaitedFor();
  }

  private void flush() {
    if (done || blocked()) {
      return;
    }
    Buffer buffer = first;
    first = Buffer.buffer();
    int pending = engineSpeaks ? transport.pending() : 0;
    while (pending > 0) {
      ByteBuffer head = transport.head();
      byte[] bytes = new byte[head.remaining()];
      head.get(bytes);
      buffer.appendBytes(bytes);
      transport.pop(bytes.length);
      pending = transport.pending();
    }
    if (buffer.length() > 0) {
      out.write(buffer);
    }
    for (Runnable step = onceSent.poll(); step != null; step = onceSent.poll()) {
      step.run();
    }
    if (pending == Transport.END_OF_STREAM) {
      end();
    } else {
      listener.flushed();
      reader.look();
    }
  }

  private void tooSlow() {
    meters.refused(HubError.REQUEST_TIMEOUT);
    end();
  }

  /** Does this when all that was to be said until now has been written. */
  void onceSent(Runnable step) {
    onceSent.add(step);
  }

  /**
   * Sees to heartbeats, and that the peer is not silent for too long; to be called again when the
   * peer has said what it expects.
   */
  void keepTime() {
    tick.close();
    if (done) {
      return;
    }
    long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    boolean heard = transport.capacity() != Transport.END_OF_STREAM;
    long deadline = transport.tick(now);
    if (heard && transport.capacity() == Transport.END_OF_STREAM) {
      meters.refused(HubError.REQUEST_TIMEOUT); // the engine closes the connection
    }
    if (deadline != 0) {
      tick = after(Duration.ofMillis(Math.max(1, deadline - now)), this::keepTime);
    }
  }

  @Override
  public void execute(Runnable step) {
    work.add(this, step);
  }

  @Override
  public void settle() {
    guarded(this::dispatch);
  }

  /** Not once the stream is over. */
  @Override
  public Subscription after(Duration delay, Runnable step) {
    return timers.after(
        delay,
        () ->
            guarded(
                () -> {
                  step.run();
                  dispatch();
                }));
  }

  private void guarded(Runnable step) {
    attempt(step);
    attempt(this::flush);
  }

  /** A step that fails is a defect. */
  @Override
  public void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      meters.refused(HubError.SERVER_ERROR);
      log.error("An AMQP connection ended by an unexpected failure", e);
      end();
    }
  }

  /** Whether nothing more can be said. */
  boolean isOver() {
    return done;
  }

  /** Disconnects at once. */
  void end() {
    if (!done) {
      done = true;
      timers.close();
      disconnect.run();
    }
  }
}
