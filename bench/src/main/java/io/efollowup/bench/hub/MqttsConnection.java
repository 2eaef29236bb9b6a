package io.efollowup.bench.hub;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;

/** MQTT 3.1.1, quality of service 1: a message is in flight until its PUBACK. */
final class MqttsConnection extends LoadConnection {
  /** More than are ever in flight, so that none is in use when its turn comes again. */
  private static final int IDS = 4096;

  private final NetSocket socket;
  private final byte[] topic;
  private final long[] sentAt = new long[IDS + 1];
  private final Promise<LoadConnection> opened = Promise.promise();
  private Buffer out = Buffer.buffer();
  private int lastId;

  private MqttsConnection(Context context, NetSocket socket, String topic, Buffer connect) {
    super(context);
    this.socket = socket;
    this.topic = topic.getBytes(StandardCharsets.UTF_8);
    socket.handler(new MqttFrames(this::arrived, this::flush));
    socket.closeHandler(ignored -> broken("the connection was closed"));
    socket.write(connect);
  }

  /** To the hub, as the device. */
  static Future<LoadConnection> toHub(Context context, NetSocket socket, LoadDevice device) {
    String user = device.hostName() + "/" + device.id() + "/?api-version=2020-09-30";
    Buffer connect = MqttPackets.connect(device.id(), user, device.token());
    String topic = "devices/%s/messages/events/".formatted(device.id());
    return new MqttsConnection(context, socket, topic, connect).opened.future();
  }

  /** To a broker, into a queue of the device's own. */
  static Future<LoadConnection> toBroker(Context context, NetSocket socket, LoadDevice device) {
    Buffer connect = MqttPackets.connect(device.id(), true);
    return new MqttsConnection(context, socket, "mqtt/" + device.index(), connect).opened.future();
  }

  @Override
  void send(byte[] message, long now) {
    lastId = lastId % IDS + 1;
    sentAt[lastId] = now;
    out.appendBuffer(MqttPackets.publish(topic, lastId, message));
  }

  @Override
  void flush() {
    if (out.length() > 0) {
      socket.write(out);
      out = Buffer.buffer();
    }
  }

  @Override
  void finish() {
    socket.write(MqttPackets.disconnect()).onComplete(written -> socket.close());
  }

  private void arrived(int first, Buffer body) {
    switch (MqttPackets.type(first)) {
      case MqttPackets.CONNACK -> connected(body.getUnsignedByte(1));
      case MqttPackets.PUBACK -> acknowledged(sentAt[body.getUnsignedShort(0)]);
      default -> broken("a packet came that was not asked for: " + first);
    }
  }

  private void connected(int code) {
    if (code == 0) {
      opened.tryComplete(this);
    } else {
      broken("the connection was refused: " + code);
    }
  }

  private void broken(String why) {
    opened.tryFail(why);
    failed(why);
    socket.close();
  }
}
