package io.efollowup.bench.hub;

import io.efollowup.testkit.process.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLEngineOptions;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Opens connections of devices; all of them together run on two threads. */
final class Dialer implements AutoCloseable {
  private static final int THREADS = 2;

  /** On a busy machine the last of hundreds that begin at once has its turn late. */
  private static final int HANDSHAKE_SECONDS = 60;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(THREADS).setPreferNativeTransport(true));
  private final NetClient client;

  /**
   * @param authority the certificate to trust
   */
  Dialer(Path authority) {
    client =
        vertx.createNetClient(
            new NetClientOptions()
                .setSsl(true)
                .setSslEngineOptions(engine())
                .setTrustOptions(new PemTrustOptions().addCertPath(authority.toString()))
                .setHostnameVerificationAlgorithm("HTTPS")
                .setTcpNoDelay(true)
                .setConnectTimeout(20_000)
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS));
  }

  /**
   * Devices bring processors of their own, and here they share the hub's. Native TLS takes less of
   * them than the JDK's, above all while the JDK's is still being compiled.
   */
  private static SSLEngineOptions engine() {
    return OpenSSLEngineOptions.isAvailable()
        ? new OpenSSLEngineOptions()
        : new JdkSSLEngineOptions();
  }

  /** A connection that can send: TLS, and what the protocol needs before the first message. */
  Future<LoadConnection> open(Target target, Protocol protocol, int port, LoadDevice device) {
    return onSocket(
        port,
        (context, socket) ->
            switch (protocol) {
              case HTTPS ->
                  Future.succeededFuture(
                      new HttpsConnection(context, socket, device, HttpsConnection.ONE_MESSAGE));
              case AMQPS ->
                  target.isHub()
                      ? AmqpsConnection.toHub(context, socket, device)
                      : AmqpsConnection.toBroker(context, socket, device);
              case MQTTS ->
                  target.isHub()
                      ? MqttsConnection.toHub(context, socket, device)
                      : MqttsConnection.toBroker(context, socket, device);
            });
  }

  /** An HTTPS connection on which each body is a batch of messages. */
  Future<LoadConnection> openForBatches(int port, LoadDevice device) {
    return onSocket(
        port,
        (context, socket) ->
            Future.succeededFuture(
                new HttpsConnection(context, socket, device, HttpsConnection.BATCH)));
  }

  private interface Greeting {
    Future<LoadConnection> on(Context context, NetSocket socket);
  }

  private Future<LoadConnection> onSocket(int port, Greeting greeting) {
    Promise<LoadConnection> opened = Promise.promise();
    vertx.runOnContext(
        ignored -> {
          Context context = vertx.getOrCreateContext();
          client
              .connect(port, "127.0.0.1")
              .compose(socket -> greeting.on(context, socket))
              .onComplete(opened);
        });
    return opened.future();
  }

  @Override
  public void close() throws Exception {
    Await.end(
        "all connections are closed", vertx.close().toCompletionStage().toCompletableFuture());
  }
}
