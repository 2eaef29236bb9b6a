package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.DeviceMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.qpid.proton.engine.Receiver;

/** Telemetry: accepted means that it is durable in the journal. */
final class EventsLink extends ReceivingLink {
  private static final int CREDIT = 200;

  /** Event Hubs' format: each data section is an encoded message of its own. */
  private static final int BATCH_FORMAT = 0x80013700;

  private final LinkPort port;
  private final String device;

  EventsLink(LinkPort port, Receiver receiver, String device) {
    super(port, receiver, CREDIT, new DeviceInlet(port, device));
    this.port = port;
    this.device = device;
  }

  @Override
  CompletionStage<?> message(AmqpMessage message, int format) {
    if (format == BATCH_FORMAT) {
      List<DeviceMessage> batch =
          message.data().stream().map(AmqpCodec::decode).map(this::deviceMessage).toList();
      return port.services().ingress().acceptAll(batch);
    }
    return port.services().ingress().accept(deviceMessage(message));
  }

  private DeviceMessage deviceMessage(AmqpMessage message) {
    Map<String, String> properties = new HashMap<>();
    message
        .application()
        .forEach((name, value) -> properties.put(name.toLowerCase(Locale.ROOT), value.toString()));
    return new DeviceMessage(
        device,
        port.services().clock().instant(),
        message.messageId(),
        message.contentType(),
        properties,
        message.body());
  }
}
