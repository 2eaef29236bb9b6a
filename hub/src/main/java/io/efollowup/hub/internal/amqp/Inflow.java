package io.efollowup.hub.internal.amqp;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Hands arriving bytes to the engine. Those of the SASL layer go frame by frame, and what comes
 * behind a token waits while the token is being checked: libraries send on without waiting for the
 * outcome, and the engine would take what they send for more SASL. On the connection's loop.
 */
final class Inflow {
  private static final byte[] SASL_HEADER = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};
  private static final int SIZE = Integer.BYTES;
  private static final int LARGEST_SASL_FRAME = 4 * 1024;
  private static final int MOST_WAITING = 64 * 1024;

  private final Consumer<ByteBuffer> engine;
  private final BooleanSupplier deciding;
  private final BooleanSupplier decided;
  private Buffer waiting = Buffer.buffer();
  private Phase phase = Phase.HEADER;

  private enum Phase {
    HEADER,
    SASL,
    OPEN
  }

  /**
   * @param engine takes bytes
   * @param deciding whether a token is being checked
   * @param decided whether the SASL layer has said its outcome
   */
  Inflow(Consumer<ByteBuffer> engine, BooleanSupplier deciding, BooleanSupplier decided) {
    this.engine = engine;
    this.deciding = deciding;
    this.decided = decided;
  }

  /** Takes what has arrived; false when too much waits for a token to be checked. */
  boolean take(Buffer bytes) {
    if (phase == Phase.OPEN) {
      engine.accept(ByteBuffer.wrap(bytes.getBytes()));
      return true;
    }
    waiting.appendBuffer(bytes);
    goOn();
    return waiting.length() <= MOST_WAITING;
  }

  /** Goes on after a token was checked. */
  void goOn() {
    while (phase != Phase.OPEN && !deciding.getAsBoolean() && step()) {
      // one header or frame at a time
    }
    if (phase == Phase.OPEN) {
      give(waiting.length());
    }
  }

  /** Whether anything was done. */
  private boolean step() {
    if (phase == Phase.HEADER) {
      return header();
    }
    if (decided.getAsBoolean()) {
      phase = Phase.OPEN;
      return true;
    }
    return frame();
  }

  private boolean header() {
    if (waiting.length() < SASL_HEADER.length) {
      return false;
    }
    boolean sasl = Arrays.equals(waiting.getBytes(0, SASL_HEADER.length), SASL_HEADER);
    phase = sasl ? Phase.SASL : Phase.OPEN;
    if (sasl) {
      give(SASL_HEADER.length);
    }
    return true;
  }

  /** A frame that is too long or too short is the engine's to refuse. */
  private boolean frame() {
    if (waiting.length() < SIZE) {
      return false;
    }
    long size = waiting.getUnsignedInt(0);
    if (size < SIZE || size > LARGEST_SASL_FRAME) {
      give(waiting.length());
      return false;
    }
    if (waiting.length() < size) {
      return false;
    }
    give((int) size);
    return true;
  }

  private void give(int length) {
    if (length > 0) {
      byte[] bytes = waiting.getBytes(0, length);
      waiting = waiting.getBuffer(length, waiting.length());
      engine.accept(ByteBuffer.wrap(bytes));
    }
  }
}
