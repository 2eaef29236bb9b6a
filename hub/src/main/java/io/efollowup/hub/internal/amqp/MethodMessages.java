package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.MethodRequest;
import java.util.Map;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.message.Message;

/** A direct method's call as it goes to its device. */
final class MethodMessages {
  private MethodMessages() {}

  static byte[] encode(MethodRequest request) {
    Properties properties = new Properties();
    properties.setCorrelationId(request.id());
    Message message = Message.Factory.create();
    message.setProperties(properties);
    message.setApplicationProperties(
        new ApplicationProperties(Map.of("IoThub-methodname", request.name())));
    return AmqpMessages.encode(message, request.payload());
  }
}
