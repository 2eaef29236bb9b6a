package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.LoopWork;
import io.efollowup.hub.internal.Peers;
import io.efollowup.hub.internal.StreamProtocol;
import io.efollowup.hub.internal.guard.Origin;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/**
 * What the MQTT connections of one event loop share. One for each loop of each door that carries
 * MQTT, to be used on that loop only.
 */
public final class MqttLoop {
  private final Vertx vertx;
  private final Context context;
  private final LoopWork work;
  private final HubServices services;
  private final MqttCodec codec = new MqttCodec();

  /**
   * @param context of the loop
   */
  public MqttLoop(Vertx vertx, Context context, HubServices services) {
    this.vertx = vertx;
    this.context = context;
    this.work = new LoopWork(context);
    this.services = services;
  }

  /**
   * MQTT on one event loop.
   *
   * @param context of the loop
   */
  public static StreamProtocol protocol(Vertx vertx, Context context, HubServices services) {
    return new Peers(new MqttLoop(vertx, context, services)::connect);
  }

  /**
   * Begins a connection on a stream: a TCP socket, or a WebSocket of which each binary frame is
   * given as it comes. The caller sets the stream's handlers: what arrives goes to {@link
   * MqttConnection#received}, and that it has ended to {@link MqttConnection#gone}.
   *
   * @param origin where the client is
   * @param in paused while the hub cannot take more
   * @param out where the bytes go; a WebSocket makes a binary frame of each buffer
   * @param line what the stream is part of
   */
  public MqttConnection connect(
      Origin origin, ReadStream<?> in, WriteStream<Buffer> out, StreamProtocol.Line line) {
    return new MqttConnection(this, origin, in, out, line);
  }

  /** Runs a step on the loop, whatever has become of the connection it was of. */
  void execute(Runnable step) {
    context.runOnContext(ignored -> step.run());
  }

  Vertx vertx() {
    return vertx;
  }

  LoopWork work() {
    return work;
  }

  HubServices services() {
    return services;
  }

  MqttCodec codec() {
    return codec;
  }
}
