package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.Holding;
import io.efollowup.hub.internal.HubMeters;
import io.efollowup.hub.internal.Loop;
import io.efollowup.hub.internal.LoopWork;
import io.efollowup.hub.internal.StreamTimers;
import io.efollowup.hub.internal.mqtt.Intake.Hold;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries packets between a stream (a TCP socket or a WebSocket) and a connection. Reads no further
 * while there is a reason not to, and writes once a step. On one event loop, but for {@link
 * #execute} and {@link #isOver}, which any thread may call.
 */
final class MqttStream implements Loop, LoopWork.Member {
  private static final Logger log = LoggerFactory.getLogger(MqttStream.class);
  private static final Duration SLOWEST_READER = Duration.ofSeconds(30);
  private static final int MOST_UNSENT = 1024 * 1024;

  private final MqttLoop shared;
  private final ReadStream<?> in;
  private final WriteStream<Buffer> out;
  private final Runnable disconnect;
  private final Intake.Receiver receiver;
  private final StreamTimers timers;
  private final Intake intake;
  private Buffer unsent = Buffer.buffer();
  private Subscription slowReader = () -> {};
  private boolean paused;
  private boolean refusing;
  private volatile boolean ending; // changed on the loop, read by the store's threads too
  private volatile boolean done;

  MqttStream(
      MqttLoop shared,
      ReadStream<?> in,
      WriteStream<Buffer> out,
      Runnable disconnect,
      Holding holding,
      Intake.Receiver receiver) {
    this.shared = shared;
    this.in = in;
    this.out = out;
    this.disconnect = disconnect;
    this.receiver = receiver;
    this.timers = new StreamTimers(shared.vertx());
    this.intake = new Intake(holding, shared.services().options().requestTimeout(), this, receiver);
  }

  /** Bytes have arrived. */
  void received(Buffer bytes) {
    guarded(() -> intake.add(bytes));
  }

  void hold(Hold why) {
    intake.hold(why);
  }

  /** Whether nothing is read at present. */
  boolean isHeld() {
    return intake.isHeld();
  }

  void letGo(Hold why) {
    intake.letGo(why);
  }

  /** What was given to the receiver is dealt with. */
  void release(int bytes) {
    intake.release(bytes);
  }

  /** Says something once the step this is part of is over. */
  void write(byte[] packet) {
    if (isOver()) {
      return;
    }
    unsent.appendBytes(packet);
    if (blocked() && unsent.length() > MOST_UNSENT && !refusing) {
      refusing = true; // the farewell is written too
      receiver.refused(
          new HubException(HubError.OVERLOADED, "The client does not read what it asked for."));
    }
  }

  /** Whether what is written now would have to wait for the peer to read. */
  boolean blocked() {
    return intake.isHeld(Hold.BLOCKED);
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
    if (paused != intake.isHeld()) {
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

  /** Whether nothing more is heard or said. On any thread. */
  boolean isOver() {
    return done || ending;
  }

  /** Disconnects when what was written so far has left. */
  void endOnceSent() {
    ending = true;
    intake.stop();
  }

  /** Disconnects at once. */
  private void end() {
    if (!done) {
      done = true;
      intake.stop();
      timers.close();
      disconnect.run();
    }
  }

  /** The stream has gone. */
  void gone() {
    done = true;
    timers.close();
    intake.gone();
  }
}
