package io.efollowup.hub.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketEndTest {
  private static final int MORE_THAN_ANY_BUFFER = 64 * 1024 * 1024;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private int listen(int bytes, CompletableFuture<Void> closed) throws Exception {
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(
                socket -> {
                  socket.closeHandler(gone -> closed.complete(null));
                  socket.write(Buffer.buffer(new byte[bytes]));
                  SocketEnd.of(vertx, socket);
                });
    return server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS)
        .actualPort();
  }

  @Test
  void shouldEndTheConnectionOfAPeerThatDoesNotRead() throws Exception {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    int port = listen(MORE_THAN_ANY_BUFFER, closed);
    try (Socket peer = new Socket("127.0.0.1", port)) {
      closed.get(20, TimeUnit.SECONDS);
      assertThat(peer.isConnected()).isTrue();
    }
  }

  @Test
  void shouldSayFirstWhatWasWritten() throws Exception {
    int port = listen(100_000, new CompletableFuture<>());
    try (Socket peer = new Socket("127.0.0.1", port)) {
      assertThat(peer.getInputStream().readAllBytes()).hasSize(100_000);
    }
  }
}
