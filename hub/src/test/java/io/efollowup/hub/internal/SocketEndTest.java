package io.efollowup.hub.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.hub.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketEndTest {
  private static final int MORE_THAN_ANY_BUFFER = 64 * 1024 * 1024;
  private static final int FITS_ANY_BUFFER = 10_000;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    Eventually.get(vertx.close().toCompletionStage().toCompletableFuture());
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
    return Eventually.get(server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture())
        .actualPort();
  }

  @Test
  void shouldEndTheConnectionOfAPeerThatDoesNotRead() throws Exception {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    int port = listen(MORE_THAN_ANY_BUFFER, closed);
    try (Socket peer = new Socket("127.0.0.1", port)) {
      Eventually.get(closed);
      assertThat(peer.isConnected()).isTrue();
    }
  }

  @Test
  void shouldSayFirstWhatWasWritten() throws Exception {
    int port = listen(FITS_ANY_BUFFER, new CompletableFuture<>());
    try (Socket peer = new Socket("127.0.0.1", port)) {
      assertThat(peer.getInputStream().readAllBytes()).hasSize(FITS_ANY_BUFFER);
    }
  }
}
