package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.HubMeters;
import io.efollowup.hub.internal.Owner;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.qpid.proton.engine.Receiver;

/** A device's answers to direct methods. One that comes too late is accepted, and counted. */
final class MethodAnswersLink extends ReceivingLink {
  private static final int CREDIT = 50;

  private final LinkPort port;
  private final String device;

  MethodAnswersLink(LinkPort port, Receiver receiver, String device) {
    super(port, receiver, CREDIT, new Owner.Device(device));
    this.port = port;
    this.device = device;
  }

  @Override
  CompletionStage<?> message(AmqpMessage answer, int format) {
    HubMeters meters = port.services().meters();
    boolean awaited =
        port.services().methods().answer(device, id(answer), status(answer), answer.body());
    if (!awaited) {
      meters.refused(HubError.REQUEST_TIMEOUT);
    }
    return CompletableFuture.completedFuture(null);
  }

  private static UUID id(AmqpMessage answer) {
    try {
      return answer.properties().correlationId().orElse("") instanceof UUID id
          ? id
          : UUID.fromString(answer.correlationId().orElse(""));
    } catch (IllegalArgumentException e) {
      throw new HubException(
          HubError.MALFORMED_REQUEST, "An answer has the correlation id of its call.", e);
    }
  }

  private static int status(AmqpMessage answer) {
    if (answer.application().get("IoThub-status") instanceof Number status) {
      return status.intValue();
    }
    throw new HubException(
        HubError.MALFORMED_REQUEST, "An answer has the application property IoThub-status.");
  }
}
