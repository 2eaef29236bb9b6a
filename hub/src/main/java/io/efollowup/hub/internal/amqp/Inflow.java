package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * Hands arriving bytes to the SASL layer, where the client wants one, and then to the engine. What
 * comes behind a token waits while the token is being checked: libraries send on without waiting
 * for the outcome. On the connection's loop.
 */
final class Inflow {
  private static final int SIZE = Integer.BYTES;
  private static final int LARGEST_SASL_FRAME = 4 * 1024;
  private static final int MOST_WAITING = 64 * 1024;

  private final SaslGate gate;
  private final Consumer<Buffer> engine;
  private final Runnable opened;
  private Buffer waiting = Buffer.buffer();
  private Phase phase = Phase.HEADER;

  private enum Phase {
    HEADER,
    SASL,
    OPEN
  }

  /**
   * @param engine takes bytes
   * @param opened called once, when the layer below the engine has come to its end
   */
  Inflow(SaslGate gate, Consumer<Buffer> engine, Runnable opened) {
    this.gate = gate;
    this.engine = engine;
    this.opened = opened;
  }

  /**
   * Takes what has arrived.
   *
   * @throws HubException {@link HubError#MALFORMED_REQUEST} when it is not what may come, or too
   *     much waits for a token to be checked
   */
  void take(Buffer bytes) {
    if (phase == Phase.OPEN) {
      engine.accept(bytes);
      return;
    }
    waiting.appendBuffer(bytes);
    goOn();
    if (waiting.length() > MOST_WAITING) {
      throw new HubException(HubError.MALFORMED_REQUEST, "Too much was sent before the token.");
    }
  }

  /** Goes on after a token was checked. Throws as {@link #take} does. */
  void goOn() {
    boolean more = true;
    while (more) { // one header or frame at a time
      more =
          switch (phase) {
            case HEADER -> header();
            case SASL -> sasl();
            case OPEN -> open();
          };
    }
  }

  /** Whether there may be more to do; so the others. */
  private boolean header() {
    if (waiting.length() < SaslFrames.HEADER_LENGTH) {
      return false;
    }
    if (SaslFrames.isHeader(waiting.getBytes(0, SaslFrames.HEADER_LENGTH))) {
      next(SaslFrames.HEADER_LENGTH);
      phase = Phase.SASL;
      gate.greet();
    } else {
      beginEngine();
    }
    return true;
  }

  private void beginEngine() {
    phase = Phase.OPEN;
    opened.run();
  }

  private boolean sasl() {
    return switch (gate.state()) {
      case LISTENING -> frame();
      case DECIDING -> false;
      case PASSED -> {
        beginEngine();
        yield true;
      }
      case REFUSED -> {
        waiting = Buffer.buffer(); // nobody will read it
        yield false;
      }
    };
  }

  private boolean frame() {
    if (waiting.length() < SIZE) {
      return false;
    }
    long size = waiting.getUnsignedInt(0);
    if (size < SaslFrames.FRAME_HEADER || size > LARGEST_SASL_FRAME) {
      gate.refuse(HubError.MALFORMED_REQUEST);
      return true;
    }
    if (waiting.length() < size) {
      return false;
    }
    gate.frame(next((int) size));
    return true;
  }

  private boolean open() {
    if (waiting.length() > 0) {
      Buffer rest = waiting;
      waiting = Buffer.buffer();
      engine.accept(rest);
    }
    return false;
  }

  private byte[] next(int length) {
    byte[] bytes = waiting.getBytes(0, length);
    waiting = waiting.getBuffer(length, waiting.length());
    return bytes;
  }
}
