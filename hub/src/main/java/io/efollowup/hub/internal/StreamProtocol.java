package io.efollowup.hub.internal;

import io.efollowup.hub.internal.guard.Origin;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/**
 * A protocol on one event loop, and its connections there, whatever carries their bytes: a TCP
 * socket or a WebSocket. To be used on that event loop only.
 */
public interface StreamProtocol {
  /**
   * A stream is there. Its caller sets the handlers of what arrives and of its end.
   *
   * @param origin where the peer is
   * @param in paused while no more can be taken
   * @param out where bytes for the peer go; the same object as the other
   */
  Peer accept(Origin origin, ReadStream<?> in, WriteStream<Buffer> out, Line line);

  /** The hub closes its doors: tells every peer. */
  void shutDown();

  /** What a stream is part of. */
  interface Line {
    /** Ends the stream. */
    void end();

    /** The peer has proved who it is. */
    default void proved(Owner whose) {}
  }

  /** Who speaks at the other end. */
  interface Peer {
    /** Bytes have arrived. */
    void received(Buffer bytes);

    /** The stream has ended. */
    void gone();

    /** The hub closes its doors: tells the peer, and ends the connection. */
    void shutDown();
  }
}
