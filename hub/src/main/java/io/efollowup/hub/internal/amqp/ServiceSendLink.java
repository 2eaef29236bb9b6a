package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.FeedbackRequest;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.SystemProperties;
import io.efollowup.hub.internal.Owner;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.qpid.proton.engine.Receiver;

/**
 * Messages that services send to devices, one after the other in their order: accepted means that
 * the message is durable in its device's queue.
 */
final class ServiceSendLink extends ReceivingLink {
  /** The application property that makes a message an alarm; its value is the alarm's kind. */
  static final String ALARM = "efollowup-alarm";

  private static final int CREDIT = 50;
  private static final String ACK = "iothub-ack";

  private final LinkPort port;
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  ServiceSendLink(LinkPort port, Receiver receiver) {
    super(port, receiver, CREDIT, new Owner.Service(port.origin()));
    this.port = port;
  }

  @Override
  CompletionStage<?> message(AmqpMessage message, int format) {
    List<String> devices = devices(message);
    CloudToDeviceMessage deviceMessage = deviceMessage(message, port.services().clock().instant());
    CompletableFuture<Void> queued =
        last.thenCompose(
            before -> port.services().storeWork().perform(() -> enqueue(devices, deviceMessage)));
    last = queued.exceptionally(failure -> null);
    return queued;
  }

  /**
   * Some libraries write a device id as it is, others percent-encoded: where both readings name a
   * device, none is guessed.
   */
  private void enqueue(List<String> devices, CloudToDeviceMessage message) {
    List<String> known =
        devices.stream().filter(id -> port.services().registry().find(id).isPresent()).toList();
    if (known.size() > 1) {
      throw new HubException(
          HubError.MALFORMED_REQUEST, "The address may mean either of two devices.");
    }
    port.services()
        .cloudToDevice()
        .enqueue(known.isEmpty() ? devices.getFirst() : known.getFirst(), message);
  }

  private static List<String> devices(AmqpMessage message) {
    String to =
        message
            .properties()
            .to()
            .orElseThrow(
                () ->
                    new HubException(
                        HubError.MALFORMED_REQUEST,
                        "The message is to /devices/{id}/messages/devicebound."));
    AmqpAddress address = AmqpAddress.parse(to);
    if (address.node() != AmqpAddress.Node.DEVICEBOUND) {
      throw new HubException(
          HubError.RESOURCE_NOT_FOUND, "The message is to /devices/{id}/messages/devicebound.");
    }
    return address.resources().stream().map(resource -> resource.device()).toList();
  }

  private static CloudToDeviceMessage deviceMessage(AmqpMessage message, Instant now) {
    Map<String, String> properties = new HashMap<>();
    message.application().forEach((name, value) -> properties.put(name, value.toString()));
    Optional<String> ack = Optional.ofNullable(properties.remove(ACK));
    return new CloudToDeviceMessage(
        new SystemProperties(
            message.messageId(),
            message.correlationId(),
            message.properties().userId().map(AmqpMessages::text),
            message.contentType(),
            message.properties().contentEncoding()),
        properties,
        message.body(),
        expiry(message, now),
        ack.map(ServiceSendLink::feedback).orElse(FeedbackRequest.NONE),
        Optional.ofNullable(properties.get(ALARM)));
  }

  /** A zero stands for none. */
  private static Optional<Instant> expiry(AmqpMessage message, Instant now) {
    return message
        .properties()
        .expiry()
        .filter(Instant.EPOCH::isBefore)
        .or(() -> message.ttl().filter(ttl -> ttl.isPositive()).map(now::plus));
  }

  private static FeedbackRequest feedback(String ack) {
    return switch (ack.toLowerCase(Locale.ROOT)) {
      case "none" -> FeedbackRequest.NONE;
      case "positive", "positiveonly" -> FeedbackRequest.POSITIVE;
      case "negative", "negativeonly" -> FeedbackRequest.NEGATIVE;
      case "full" -> FeedbackRequest.FULL;
      default ->
          throw new HubException(
              HubError.MALFORMED_REQUEST, "iothub-ack is none, positive, negative or full.");
    };
  }
}
