package io.efollowup.hub.internal;

import io.efollowup.hub.internal.guard.Origin;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The connections of one protocol on one event loop. */
public final class Peers implements StreamProtocol {
  private final Maker maker;
  private final Set<Peer> open = new LinkedHashSet<>();

  /** Begins a connection. */
  public interface Maker {
    /** As {@link StreamProtocol#accept}. */
    Peer connect(Origin origin, ReadStream<?> in, WriteStream<Buffer> out, Line line);
  }

  public Peers(Maker maker) {
    this.maker = maker;
  }

  @Override
  public Peer accept(Origin origin, ReadStream<?> in, WriteStream<Buffer> out, Line line) {
    Peer peer = maker.connect(origin, in, out, line);
    open.add(peer);
    return new Peer() {
      @Override
      public void received(Buffer bytes) {
        peer.received(bytes);
      }

      @Override
      public void gone() {
        open.remove(peer);
        peer.gone();
      }

      @Override
      public void shutDown() {
        peer.shutDown();
      }
    };
  }

  @Override
  public void shutDown() {
    List.copyOf(open).forEach(Peer::shutDown);
  }
}
