package io.efollowup.hub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What carries the bytes of a connection. */
enum Carrier {
  TCP {
    @Override
    Future<Integer> port(Vertx vertx, RunningHub hub, int tcpPort, String subprotocol) {
      return Future.succeededFuture(tcpPort);
    }
  },
  WEB_SOCKET {
    @Override
    Future<Integer> port(Vertx vertx, RunningHub hub, int tcpPort, String subprotocol) {
      NetServer listener = vertx.createNetServer();
      return listener
          .connectHandler(
              socket -> {
                socket.pause();
                socket.closeHandler(closed -> listener.close());
                WebSocketClient client = client(vertx, hub);
                client
                    .connect(options(hub, subprotocol))
                    .onSuccess(
                        webSocket ->
                            join(
                                socket,
                                webSocket,
                                () -> {
                                  listener.close();
                                  client.close(); // closes itself when nobody refers to it
                                }))
                    .onFailure(failure -> socket.close());
              })
          .listen(0, "127.0.0.1")
          .map(NetServer::actualPort);
    }
  };

  /** The service library of Java has room for no more in one frame. */
  private static final int LARGEST_FRAME = 64 * 1024;

  /** Into how many bytes what a client sends is cut, by turns. */
  private static final List<Integer> PIECES = List.of(1, 2, 7, 500, 4096, 30_000);

  /**
   * A port for one connection of a client that knows TCP only: the hub's own, or one of a
   * forwarder, without TLS, that puts everything into frames which have nothing to do with those
   * within.
   */
  abstract Future<Integer> port(Vertx vertx, RunningHub hub, int tcpPort, String subprotocol);

  boolean isTls() {
    return this == TCP;
  }

  private static WebSocketClient client(Vertx vertx, RunningHub hub) {
    return vertx.createWebSocketClient(
        new WebSocketClientOptions()
            .setSsl(true)
            .setTrustOptions(new PemTrustOptions().addCertPath(hub.authority.toString())));
  }

  private static WebSocketConnectOptions options(RunningHub hub, String subprotocol) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(hub.hub().httpsPort())
        .setURI("/$iothub/websocket")
        .addSubProtocol(subprotocol);
  }

  private static void join(NetSocket client, WebSocket hub, Runnable over) {
    AtomicInteger turns = new AtomicInteger();
    client.handler(bytes -> cut(bytes, hub, turns));
    hub.frameHandler(frame -> pass(frame, client));
    client.closeHandler(
        closed -> {
          hub.close().onComplete(done -> over.run());
        });
    hub.closeHandler(closed -> client.close());
    client.resume();
  }

  private static void cut(Buffer bytes, WebSocket hub, AtomicInteger turns) {
    int at = 0;
    while (at < bytes.length() && !hub.isClosed()) {
      int turn = turns.getAndIncrement();
      int end = Math.min(bytes.length(), at + PIECES.get(turn % PIECES.size()));
      int middle = turn % 4 == 0 ? (at + end) / 2 : end;
      hub.writeFrame(WebSocketFrame.binaryFrame(bytes.getBuffer(at, middle), middle == end));
      if (middle < end) {
        hub.writePing(Buffer.buffer("between"));
        hub.writeFrame(WebSocketFrame.continuationFrame(bytes.getBuffer(middle, end), true));
      }
      at = end;
    }
  }

  /** Anything but a whole binary frame of moderate size ends the connection, and so the test. */
  private static void pass(WebSocketFrame frame, NetSocket client) {
    switch (frame.type()) {
      case BINARY -> {
        if (frame.isFinal() && frame.binaryData().length() < LARGEST_FRAME) {
          client.write(frame.binaryData());
        } else {
          client.close();
        }
      }
      case PONG, CLOSE -> {
        // asked for; told by the handler of closes
      }
      case TEXT, CONTINUATION, PING -> client.close();
    }
  }
}
