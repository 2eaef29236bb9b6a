package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.DeviceMessage;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.HubLimits;
import io.efollowup.hub.internal.Owner;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.qpid.proton.engine.Receiver;

/** Telemetry: accepted means that it is durable in the journal. */
final class EventsLink extends ReceivingLink {
  private static final int CREDIT = 200;
  private static final int MOST_MESSAGES = 500;

  /** Event Hubs' format: each data section is an encoded message of its own. */
  private static final int BATCH_FORMAT = 0x80013700;

  private final LinkPort port;
  private final String device;

  EventsLink(LinkPort port, Receiver receiver, String device) {
    super(port, receiver, credit(port), new Owner.Device(device), new DeviceInlet(port, device));
    this.port = port;
    this.device = device;
  }

  /** No more than a device may send at once anyway, so that what is under way is never too much. */
  private static int credit(LinkPort port) {
    HubLimits.Device limits = port.services().options().limits().device();
    return limits.messagesPerSecond() == 0 ? CREDIT : Math.min(CREDIT, limits.messagesAtOnce());
  }

  @Override
  CompletionStage<?> message(AmqpMessage message, int format) {
    if (format == BATCH_FORMAT) {
      if (message.data().size() > MOST_MESSAGES) {
        throw new HubException(
            HubError.MALFORMED_REQUEST, "A batch holds at most " + MOST_MESSAGES + " messages.");
      }
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
