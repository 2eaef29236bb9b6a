package io.efollowup.hub.internal.websocket;

import io.efollowup.hub.HubException;
import io.efollowup.hub.HubOptions;
import io.efollowup.hub.internal.HubServices;
import io.efollowup.hub.internal.Owner;
import io.efollowup.hub.internal.StreamProtocol;
import io.efollowup.hub.internal.guard.Origin;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The WebSocket door of one event loop: connections of the HTTPS door that ask for it go on as one
 * of the protocols that keep a connection. Which one is the subprotocol's to say.
 */
public final class WebSocketDoor {
  /**
   * A library may put a whole message in one frame; over MQTT its topic, of 64 KB, stands there
   * too.
   */
  static final int LARGEST_FRAME = HubOptions.LARGEST_MESSAGE + 64 * 1024 + 1024;

  private static final int CLOSE_SECONDS = 2;
  private static final WebSocketDecoderConfig FRAMES =
      WebSocketDecoderConfig.newBuilder()
          .expectMaskedFrames(true)
          .allowExtensions(false)
          .maxFramePayloadLength(LARGEST_FRAME)
          .closeOnProtocolViolation(false) // it is for the stream to say why
          .build();

  private final Vertx vertx;
  private final HubServices services;
  private final Map<String, StreamProtocol> protocols;
  private final BiConsumer<HttpConnection, ChannelPipeline> leaveHttp;

  /**
   * @param protocols by the names of their subprotocols
   * @param leaveHttp takes out of a connection what was there for HTTP only
   */
  public WebSocketDoor(
      Vertx vertx,
      HubServices services,
      Map<String, StreamProtocol> protocols,
      BiConsumer<HttpConnection, ChannelPipeline> leaveHttp) {
    this.vertx = vertx;
    this.services = services;
    this.protocols = Map.copyOf(protocols);
    this.leaveHttp = leaveHttp;
  }

  /** What the HTTP server has to know. */
  public void configure(HttpServerOptions server) {
    server.setWebSocketSubProtocols(List.copyOf(protocols.keySet()));
    server.setPerMessageWebSocketCompressionSupported(false);
    server.setPerFrameWebSocketCompressionSupported(false);
    server.setAcceptUnmaskedFrames(false);
    server.setMaxWebSocketFrameSize(LARGEST_FRAME);
    server.setMaxWebSocketMessageSize(LARGEST_FRAME); // messages are never put together
    server.setWebSocketClosingTimeout(CLOSE_SECONDS);
  }

  /** Whether a request is for this door. It is not over HTTP/2, which has no upgrades. */
  public static boolean isFor(HttpServerRequest request) {
    return request.method() == HttpMethod.GET
        && Handshake.isAddress(request.path())
        && request.version().alpnName().startsWith("http/1.");
  }

  /**
   * Goes on as a WebSocket. The answer fails when it was given, but not the one asked for.
   *
   * @throws HubException when the request is none for a WebSocket
   */
  public Future<Void> open(HttpServerRequest request) {
    Handshake handshake = Handshake.read(request.version(), request.headers(), protocols.keySet());
    simplify(request.headers(), handshake);
    return request
        .toWebSocket()
        .onSuccess(
            socket -> bind(request.connection(), socket, protocols.get(handshake.subprotocol())))
        .mapEmpty();
  }

  /** What was understood, in the form in which the server understands it too. */
  private static void simplify(MultiMap headers, Handshake handshake) {
    headers.set("Connection", "Upgrade");
    headers.set("Upgrade", "websocket");
    headers.set("Sec-WebSocket-Version", Handshake.VERSION);
    headers.set("Sec-WebSocket-Protocol", handshake.subprotocol());
  }

  private void bind(HttpConnection connection, ServerWebSocket socket, StreamProtocol protocol) {
    ChannelPipeline pipeline = ((WebSocketInternal) socket).channelHandlerContext().pipeline();
    leaveHttp.accept(connection, pipeline);
    WebSocketStream stream = new WebSocketStream(vertx, socket, services.meters());
    Origin origin = Origin.of(socket.remoteAddress());
    MeteredFrames frames =
        new MeteredFrames(
            FRAMES, services.budget().holding(new Owner.Address(origin)), stream::broken);
    if (!frames.enter(pipeline)) {
      return; // the connection has gone before it was answered
    }
    StreamProtocol.Peer peer = protocol.accept(origin, stream, stream, line(stream, frames));
    stream.handler(peer::received);
    stream.goneHandler(ignored -> peer.gone());
  }

  private static StreamProtocol.Line line(WebSocketStream stream, MeteredFrames frames) {
    return new StreamProtocol.Line() {
      @Override
      public void end() {
        stream.close();
      }

      @Override
      public void proved(Owner whose) {
        frames.proved(whose);
      }
    };
  }

  /** The hub closes its doors: tells every peer. */
  public void shutDown() {
    protocols.values().stream().distinct().forEach(StreamProtocol::shutDown);
  }
}
