package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.internal.HubServices;
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

/** The MQTT connections of one event loop. */
public final class MqttPeers implements StreamProtocol {
  private final MqttLoop loop;
  private final Set<MqttConnection> open = new LinkedHashSet<>();

  /**
   * @param context of the event loop
   */
  public MqttPeers(Vertx vertx, Context context, HubServices services) {
    this.loop = new MqttLoop(vertx, context, services);
  }

  @Override
  public Peer accept(
      Origin origin, ReadStream<?> in, WriteStream<Buffer> out, Runnable disconnect) {
    MqttConnection connection = loop.connect(origin, in, out, disconnect);
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
    List.copyOf(open).forEach(MqttConnection::shutDown);
  }
}
