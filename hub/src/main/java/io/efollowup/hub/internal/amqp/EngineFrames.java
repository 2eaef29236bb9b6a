package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Gives the engine whole frames, in which nothing is left that a peer has made up: the engine would
 * keep each name for as long as the hub lives. What stands there instead is as long. On the
 * connection's loop.
 */
final class EngineFrames {
  /** What both sides say first. */
  private static final int PROTOCOL_HEADER = 8;

  private static final int SMALLEST = 8;
  private static final int WORDS_BEFORE_BODY = 4;
  private static final int WORD = 4;

  /** Of a frame without its payload. An attach of a library has 60 values in 800 bytes. */
  private static final int MOST_VALUES = 128;

  private static final int MOST_BYTES = 4 * 1024;

  private static final Buffer NOTHING = Buffer.buffer();

  private final Consumer<ByteBuffer> engine;
  private Buffer waiting = NOTHING;
  private boolean begun;

  /**
   * @param engine takes bytes
   */
  EngineFrames(Consumer<ByteBuffer> engine) {
    this.engine = engine;
  }

  /**
   * Takes what has arrived.
   *
   * @throws HubException {@link HubError#MALFORMED_REQUEST} when these are no frames
   */
  void take(Buffer arrived) {
    Buffer all = waiting.length() == 0 ? arrived : waiting.appendBuffer(arrived);
    int whole = whole(all);
    if (whole > 0) {
      ByteBuffer bytes = ByteBuffer.wrap(all.getBytes(0, whole));
      waiting = whole == all.length() ? NOTHING : all.getBuffer(whole, all.length());
      clean(bytes);
      engine.accept(bytes.rewind());
    } else {
      waiting = all == arrived ? arrived.copy() : all;
    }
  }

  /** How many bytes there are of whole frames. */
  private int whole(Buffer all) {
    int end = begun ? 0 : PROTOCOL_HEADER;
    while (all.length() - end >= WORD) {
      long size = all.getUnsignedInt(end);
      require(size >= SMALLEST && size <= StrictTransport.LARGEST_FRAME);
      if (all.length() - end < size) {
        return end;
      }
      end += (int) size;
    }
    return end <= all.length() ? end : 0;
  }

  private void clean(ByteBuffer bytes) {
    if (!begun) {
      begun = true;
      bytes.position(PROTOCOL_HEADER);
    }
    while (bytes.hasRemaining()) {
      int size = bytes.getInt(bytes.position());
      clean(bytes.slice(bytes.position(), size), size);
      bytes.position(bytes.position() + size);
    }
  }

  private static void clean(ByteBuffer frame, int size) {
    int body = Byte.toUnsignedInt(frame.get(WORDS_BEFORE_BODY)) * WORD;
    require(body >= SMALLEST && body <= size);
    if (body < size) { // else it is a heartbeat
      frame.position(body);
      new Clean(frame).next();
      require(frame.position() - body <= MOST_BYTES);
    }
  }

  private static void require(boolean good) {
    if (!good) {
      throw new HubException(HubError.MALFORMED_REQUEST, "This is not a frame of AMQP.");
    }
  }

  private static final class Clean extends Values {
    Clean(ByteBuffer frame) {
      super(frame, MOST_VALUES);
    }

    @Override
    void symbolCode(int at) {}

    @Override
    void symbol(int at, int length) {
      blankUnlessKnown(at, length);
    }
  }
}
