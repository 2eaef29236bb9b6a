package io.efollowup.hub.internal.amqp;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.message.Message;

/** What the messages that the hub sends have in common. */
final class AmqpMessages {
  private AmqpMessages() {}

  /**
   * With a data section, empty or not: client libraries take any other kind of body, and some its
   * absence, for an error.
   */
  static byte[] encode(Message message, byte[] body) {
    message.setBody(new Data(new Binary(body)));
    return AmqpCodec.encode(message, body.length);
  }

  static void annotate(Message message, Map<String, Object> annotations) {
    Map<Symbol, Object> symbols = new HashMap<>();
    annotations.forEach((name, value) -> symbols.put(Symbol.valueOf(name), value));
    message.setMessageAnnotations(new MessageAnnotations(symbols));
  }

  static String text(Binary binary) {
    return new String(
        binary.getArray(), binary.getArrayOffset(), binary.getLength(), StandardCharsets.UTF_8);
  }

  static Binary binary(String text) {
    return new Binary(text.getBytes(StandardCharsets.UTF_8));
  }
}
