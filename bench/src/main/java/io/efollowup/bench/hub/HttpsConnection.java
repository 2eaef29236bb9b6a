package io.efollowup.bench.hub;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;

/** Keep-alive: one request at a time, the next when the last is answered. */
final class HttpsConnection extends LoadConnection {
  static final String ONE_MESSAGE = "application/json";
  static final String BATCH = "application/vnd.microsoft.iothub.json";

  private final NetSocket socket;
  private final String head;
  private Buffer answer = Buffer.buffer();
  private long sentAt;

  HttpsConnection(Context context, NetSocket socket, LoadDevice device, String contentType) {
    super(context);
    this.socket = socket;
    head =
        "POST /devices/%s/messages/events?api-version=2020-09-30 HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Type: %s\r\nContent-Length: "
            .formatted(device.id(), device.hostName(), device.token(), contentType);
    socket.handler(this::received);
    socket.closeHandler(ignored -> failed("the hub closed the connection"));
  }

  @Override
  void send(byte[] message, long now) {
    sentAt = now;
    socket.write(
        Buffer.buffer(head.length() + message.length + 16)
            .appendString(head)
            .appendString(message.length + "\r\n\r\n")
            .appendBytes(message));
  }

  @Override
  void flush() {
    // Each request leaves when it is made.
  }

  @Override
  void finish() {
    socket.close();
  }

  /** The answer of success has no body: it ends with its head. */
  private void received(Buffer part) {
    answer = answer.length() == 0 ? part : answer.appendBuffer(part);
    int length = answer.length();
    if (length < 12) {
      return;
    }
    String status = answer.getString(9, 12, StandardCharsets.US_ASCII.name());
    if (!status.equals("204")) {
      failed("the hub answered " + status);
      socket.close();
    } else if (answer.getByte(length - 1) == '\n' && answer.getByte(length - 3) == '\n') {
      answer = Buffer.buffer();
      acknowledged(sentAt);
    }
  }
}
