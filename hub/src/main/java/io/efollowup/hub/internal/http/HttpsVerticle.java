package io.efollowup.hub.internal.http;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubOptions;
import io.efollowup.hub.internal.DoorOptions;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.StreamProtocol;
import io.efollowup.hub.internal.amqp.AmqpLoop;
import io.efollowup.hub.internal.guard.Door;
import io.efollowup.hub.internal.mqtt.MqttLoop;
import io.efollowup.hub.internal.websocket.WebSocketDoor;
import io.efollowup.vault.TlsIdentity;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One event loop's share of the HTTPS door. Instances of one deployment share the port. */
public final class HttpsVerticle extends VerticleBase {
  private static final long SWEEP_MILLIS = 500;
  private static final long SHUTDOWN_SECONDS = 3;
  private static final int LONGEST_REQUEST_LINE = 4096;
  private static final int LARGEST_HEADERS = 16 * 1024;
  private static final int MOST_STREAMS = 100;

  private final HubServices services;
  private final TlsIdentity tls;
  private final AtomicInteger port;
  private Heads heads;
  private Visitors visitors;
  private WebSocketDoor webSockets;
  private HttpServer server;

  /**
   * @param port the one that is bound
   */
  public HttpsVerticle(HubServices services, TlsIdentity tls, AtomicInteger port) {
    this.services = services;
    this.tls = tls;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    HubOptions options = services.options();
    Arrivals arrivals = new Arrivals(options.requestTimeout(), services.budget());
    visitors = new Visitors(options.requestTimeout(), options.idleTimeout(), services.meters());
    heads = new Heads(options.requestTimeout(), services.meters(), visitors::left);
    webSockets = new WebSocketDoor(vertx, services, protocols(), this::leaveHttp);
    RequestHandler handler = new RequestHandler(services, context, arrivals, webSockets);
    vertx.setPeriodic(
        SWEEP_MILLIS,
        timer -> {
          arrivals.expire(System.nanoTime());
          heads.expire(System.nanoTime());
          visitors.expire(System.nanoTime());
        });
    server =
        vertx
            .createHttpServer(serverOptions(options))
            .connectionHandler(this::came)
            .invalidRequestHandler(this::refuseInvalid)
            .requestHandler(request -> receive(request, handler));
    return server.listen().onSuccess(bound -> port.set(bound.actualPort()));
  }

  /** What is spoken over WebSockets, by subprotocol. Azure's libraries have a name of their own. */
  private Map<String, StreamProtocol> protocols() {
    StreamProtocol amqp = AmqpLoop.protocol(vertx, context, services);
    StreamProtocol mqtt = MqttLoop.protocol(vertx, context, services);
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
    DoorOptions.put(server, Door.HTTPS, options.httpsPort(), services, tls);
    server.setUseAlpn(true);
    server.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    server.setIdleTimeout((int) options.idleTimeout().toMillis());
    server.setMaxInitialLineLength(LONGEST_REQUEST_LINE);
    server.setMaxHeaderSize(LARGEST_HEADERS);
    server.setInitialSettings(
        new Http2Settings()
            .setMaxConcurrentStreams(MOST_STREAMS)
            .setMaxHeaderListSize(LARGEST_HEADERS));
    webSockets.configure(server);
    return server;
  }

  private void came(HttpConnection connection) {
    visitors.came(connection);
    heads.watch(connection);
  }

  private void receive(HttpServerRequest request, RequestHandler handler) {
    HttpConnection connection = request.connection();
    visitors.asks(connection);
    request
        .response()
        .endHandler(
            sent -> visitors.answered(connection, request.response().getStatusCode() < 400));
    handler.handle(request);
  }

  /** A connection goes on as a WebSocket: the protocol within minds its silence. */
  private void leaveHttp(HttpConnection connection, ChannelPipeline pipeline) {
    visitors.left(connection);
    Heads.leave(pipeline);
  }

  private void refuseInvalid(HttpServerRequest request) {
    services.meters().refused(HubError.MALFORMED_REQUEST);
    HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
  }
}
