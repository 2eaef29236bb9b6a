package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.LockedMessage;
import io.efollowup.hub.SystemProperties;
import java.util.Date;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.message.Message;

/** A cloud-to-device message as it goes to its device. */
final class DeviceboundMessages {
  private DeviceboundMessages() {}

  static byte[] encode(String device, LockedMessage locked) {
    CloudToDeviceMessage sent = locked.message();
    Properties properties = new Properties();
    SystemProperties system = sent.system();
    system.messageId().ifPresent(properties::setMessageId);
    system.correlationId().ifPresent(properties::setCorrelationId);
    system.userId().ifPresent(id -> properties.setUserId(AmqpMessages.binary(id)));
    system.contentType().map(Symbol::valueOf).ifPresent(properties::setContentType);
    system.contentEncoding().map(Symbol::valueOf).ifPresent(properties::setContentEncoding);
    properties.setTo("/devices/" + device + "/messages/devicebound");
    properties.setAbsoluteExpiryTime(Date.from(locked.expiresAt()));
    Message message = Message.Factory.create();
    message.setDeliveryCount(locked.deliveryCount());
    AmqpMessages.annotate(
        message,
        Map.of(
            "x-opt-sequence-number",
            locked.sequence(),
            "x-opt-enqueued-time",
            Date.from(locked.enqueuedAt())));
    message.setProperties(properties);
    message.setApplicationProperties(new ApplicationProperties(Map.copyOf(sent.properties())));
    return AmqpMessages.encode(message, sent.body());
  }
}
