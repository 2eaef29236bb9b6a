package io.efollowup.bench.hub;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The session for which a broker keeps what the load publishes: away while the load runs, back to
 * count what was kept.
 */
final class MqttKeeper {
  private static final String CLIENT = "keeper";
  private static final String FILTER = "mqtt/#";
  private static final long PATIENCE_SECONDS = 120;

  /** As long as nothing may arrive before the queue counts as empty. */
  private static final long QUIET_MILLIS = 1_000;

  private final Vertx vertx;
  private final int port;

  /**
   * @param port of a listener without TLS
   */
  MqttKeeper(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  /** Begins the session, and leaves. */
  void subscribe() throws ExecutionException, InterruptedException, TimeoutException {
    Promise<Void> subscribed = Promise.promise();
    await(
        open(
            (socket, first, body) -> {
              switch (MqttPackets.type(first)) {
                case MqttPackets.CONNACK -> socket.write(MqttPackets.subscribe(1, FILTER));
                case MqttPackets.SUBACK ->
                    socket
                        .write(MqttPackets.disconnect())
                        .onComplete(written -> subscribed.complete());
                default -> subscribed.tryFail("not an answer to a subscription: " + first);
              }
            }));
    await(subscribed.future());
  }

  /** Takes what was kept; how many messages that were. */
  long drain() throws ExecutionException, InterruptedException, TimeoutException {
    Promise<Long> drained = Promise.promise();
    long[] count = {0, System.nanoTime()};
    NetSocket socket =
        await(
            open(
                (open, first, body) -> {
                  if (MqttPackets.type(first) == MqttPackets.PUBLISH) {
                    count[0]++;
                    count[1] = System.nanoTime();
                    int id = body.getUnsignedShort(2 + body.getUnsignedShort(0));
                    open.write(MqttPackets.puback(id));
                  }
                }));
    long timer =
        vertx.setPeriodic(
            QUIET_MILLIS / 4,
            tick -> {
              long quiet = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - count[1]);
              if (quiet > QUIET_MILLIS) {
                drained.tryComplete(count[0]);
              }
            });
    long messages = await(drained.future());
    vertx.cancelTimer(timer);
    await(socket.write(MqttPackets.disconnect()));
    return messages;
  }

  private interface Arrival {
    void packet(NetSocket socket, int first, Buffer body);
  }

  private Future<NetSocket> open(Arrival arrival) {
    return vertx
        .createNetClient()
        .connect(port, "127.0.0.1")
        .onSuccess(
            socket -> {
              socket.handler(
                  new MqttFrames((first, body) -> arrival.packet(socket, first, body), () -> {}));
              socket.write(MqttPackets.connect(CLIENT, false));
            });
  }

  private static <T> T await(Future<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
