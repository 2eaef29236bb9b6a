package io.efollowup.bench.hub;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;

/** The few AMQP messages of the load. */
final class AmqpMessages {
  /** A header that says durable; to a hub it says nothing new. */
  private static final byte[] DURABLE = {0x00, 0x53, 0x70, (byte) 0xc0, 0x02, 0x01, 0x41};

  private static final byte[] DATA = {0x00, 0x53, 0x75};
  private static final byte VBIN8 = (byte) 0xa0;
  private static final byte VBIN32 = (byte) 0xb0;

  private AmqpMessages() {}

  /** Telemetry: a durable message of one Data section. */
  static byte[] telemetry(byte[] json) {
    ByteBuffer out = ByteBuffer.allocate(DURABLE.length + DATA.length + 5 + json.length);
    out.put(DURABLE).put(DATA);
    if (json.length < 256) {
      out.put(VBIN8).put((byte) json.length);
    } else {
      out.put(VBIN32).putInt(json.length);
    }
    out.put(json);
    byte[] bytes = new byte[out.position()];
    out.get(0, bytes);
    return bytes;
  }

  /** The request that shows a token. */
  static byte[] putToken(String resource, String token) {
    Message request = Proton.message();
    request.setMessageId(UUID.randomUUID());
    request.setAddress("$cbs");
    request.setReplyTo("cbs");
    request.setApplicationProperties(
        new ApplicationProperties(
            Map.of(
                "operation", "put-token",
                "type", "servicebus.windows.net:sastoken",
                "name", resource)));
    request.setBody(new AmqpValue(token));
    byte[] bytes = new byte[token.length() + 1024];
    int length = request.encode(bytes, 0, bytes.length);
    return Arrays.copyOf(bytes, length);
  }

  /** Whether the answer to such a request is that the token is good. */
  static boolean isGranted(Receiver receiver, Delivery delivery) {
    byte[] bytes = new byte[delivery.available()];
    int length = receiver.recv(bytes, 0, bytes.length);
    Message answer = Proton.message();
    answer.decode(bytes, 0, length);
    return Integer.valueOf(200)
        .equals(answer.getApplicationProperties().getValue().get("status-code"));
  }
}
