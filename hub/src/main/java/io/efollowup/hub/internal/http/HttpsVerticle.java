package io.efollowup.hub.internal.http;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubOptions;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.StreamProtocol;
import io.efollowup.hub.internal.amqp.AmqpPeers;
import io.efollowup.hub.internal.mqtt.MqttPeers;
import io.efollowup.hub.internal.websocket.WebSocketDoor;
import io.efollowup.vault.TlsIdentity;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One event loop's share of the HTTPS door. Instances of one deployment share the port. */
final class HttpsVerticle extends VerticleBase {
  private static final long SWEEP_MILLIS = 500;
  private static final long SHUTDOWN_SECONDS = 3;
  private static final int LONGEST_REQUEST_LINE = 4096;
  private static final int LARGEST_HEADERS = 16 * 1024;
  private static final int MOST_STREAMS = 100;

  private final HubServices services;
  private final TlsIdentity tls;
  private final Shared shared;
  private Heads heads;
  private WebSocketDoor webSockets;
  private HttpServer server;

  HttpsVerticle(HubServices services, TlsIdentity tls, Shared shared) {
    this.services = services;
    this.tls = tls;
    this.shared = shared;
  }

  @Override
  public Future<?> start() {
    HubOptions options = services.options();
    Arrivals arrivals = new Arrivals(options.requestTimeout(), services.budget());
    heads = new Heads(options.requestTimeout(), services.meters());
    webSockets = new WebSocketDoor(vertx, services, protocols(), Heads::leave, this::disconnected);
    vertx.setPeriodic(
        SWEEP_MILLIS,
        timer -> {
          arrivals.expire(System.nanoTime());
          heads.expire(System.nanoTime());
        });
    server =
        vertx
            .createHttpServer(serverOptions(options))
            .connectionHandler(this::limit)
            .invalidRequestHandler(this::refuseInvalid)
            .requestHandler(new RequestHandler(services, context, arrivals, webSockets));
    return server.listen().onSuccess(bound -> shared.port().set(bound.actualPort()));
  }

  /** What is spoken over WebSockets, by subprotocol. Azure's libraries have a name of their own. */
  private Map<String, StreamProtocol> protocols() {
    StreamProtocol amqp = new AmqpPeers(vertx, context, services);
    StreamProtocol mqtt = new MqttPeers(vertx, context, services);
    return Map.of("AMQPWSB10", amqp, "amqp", amqp, "mqtt", mqtt);
  }

  /** Takes nothing new and gives what is being answered a moment. */
  @Override
  public Future<?> stop() {
    webSockets.shutDown();
    return server.shutdown(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }

  private HttpServerOptions serverOptions(HubOptions options) {
    HttpServerOptions server = new HttpServerOptions();
    server.setHost(options.bindAddress());
    // A negative port is "any", the same for all instances of a deployment.
    server.setPort(options.httpsPort() == 0 ? -1 : options.httpsPort());
    server.setSsl(true);
    server.setUseAlpn(true);
    server.setKeyCertOptions(KeyCertOptions.wrap(tls.keyManager()));
    server.setEnabledSecureTransportProtocols(new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2")));
    server.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    server.setIdleTimeout((int) options.idleTimeout().toMillis());
    server.setMaxInitialLineLength(LONGEST_REQUEST_LINE);
    server.setMaxHeaderSize(LARGEST_HEADERS);
    server.setInitialSettings(
        new Http2Settings()
            .setMaxConcurrentStreams(MOST_STREAMS)
            .setMaxHeaderListSize(LARGEST_HEADERS));
    webSockets.configure(server);
    server.setTcpNoDelay(true);
    server.setReuseAddress(true);
    return server;
  }

  private void limit(HttpConnection connection) {
    if (shared.connections().incrementAndGet() > services.options().maxConnections()) {
      services.meters().refused(HubError.OVERLOADED);
      connection.close();
    }
    connection.closeHandler(closed -> disconnected());
    heads.watch(connection);
  }

  private void disconnected() {
    shared.connections().decrementAndGet();
  }

  private void refuseInvalid(HttpServerRequest request) {
    services.meters().refused(HubError.MALFORMED_REQUEST);
    HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
  }

  /**
   * What the instances of a door have in common.
   *
   * @param port the one that is bound
   * @param connections open at present
   */
  record Shared(AtomicInteger port, AtomicInteger connections) {
    static Shared create() {
      return new Shared(new AtomicInteger(), new AtomicInteger());
    }
  }
}
