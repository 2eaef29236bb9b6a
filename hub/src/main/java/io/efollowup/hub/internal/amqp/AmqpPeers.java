package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.LoopWork;
import io.efollowup.hub.internal.StreamProtocol;
import io.efollowup.hub.internal.guard.Origin;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The AMQP connections of one event loop. */
public final class AmqpPeers implements StreamProtocol {
  private final Vertx vertx;
  private final LoopWork work;
  private final HubServices services;
  private final Set<AmqpConnection> open = new LinkedHashSet<>();

  /**
   * @param context of the event loop
   */
  public AmqpPeers(Vertx vertx, Context context, HubServices services) {
    this.vertx = vertx;
    this.work = new LoopWork(context);
    this.services = services;
  }

  @Override
  public Peer accept(
      Origin origin, ReadStream<?> in, WriteStream<Buffer> out, Runnable disconnect) {
    AmqpConnection connection = new AmqpConnection(vertx, work, services, origin, out, disconnect);
    open.add(connection);
    return new Peer() {
      @Override
      public void received(Buffer bytes) {
        connection.received(bytes);
      }

      @Override
      public void gone() {
        open.remove(connection);
        connection.gone();
      }
    };
  }

  @Override
  public void shutDown() {
    List.copyOf(open).forEach(AmqpConnection::shutDown);
  }
}
