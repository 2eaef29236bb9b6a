package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.Claims;
import io.efollowup.hub.internal.PercentEncoding;
import io.efollowup.hub.internal.Proof;
import io.efollowup.hub.internal.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;

/**
 * Claims-based security: the peer puts tokens here, and hears for each on the answering link
 * whether it was accepted. A token says itself what it opens; one that does not open the device
 * that the request names was put by mistake and is refused.
 */
final class ClaimsLink extends ReceivingLink {
  private static final int CREDIT = 20;
  private static final int LARGEST_TOKEN = 4 * 1024;
  private static final int ROOM_FOR_PROPERTIES = 4 * 1024;
  private static final String SAS_TYPE = "servicebus.windows.net:sastoken";

  private final LinkPort port;
  private final Claims claims;
  private final ReplyPath replies;
  private final Consumer<Proof> proved;

  /**
   * @param proved called on the loop when a token was accepted
   */
  ClaimsLink(
      LinkPort port, Receiver receiver, Claims claims, ReplyPath replies, Consumer<Proof> proved) {
    super(port, receiver, CREDIT, port.owner(), LARGEST_TOKEN, ROOM_FOR_PROPERTIES);
    this.port = port;
    this.claims = claims;
    this.replies = replies;
    this.proved = proved;
  }

  /** The request is accepted, good or not, once it is decided: so no more wait than have credit. */
  @Override
  CompletionStage<?> message(AmqpMessage request, int format) {
    requireOperation(request);
    String token = new String(request.body(), StandardCharsets.UTF_8);
    return port.services()
        .desk()
        .look(port.origin(), token, () -> claims.present(token, named(request)))
        .handle(
            (proof, failure) -> {
              port.loop().execute(() -> decided(request, proof, failure));
              return proof;
            });
  }

  /**
   * What the token is said to be for, where that is a device: {@code host/devices/id},
   * percent-encoded as a whole by some libraries.
   */
  private static List<Resource> named(AmqpMessage request) {
    String name = request.application("name").orElse("");
    String plain = name.indexOf('/') < 0 ? PercentEncoding.decode(name) : name;
    String[] segments = plain.split("/", -1);
    if (segments.length < 3 || !segments[1].equalsIgnoreCase("devices")) {
      return List.of();
    }
    return AmqpAddress.meanings(segments[2]).map(id -> Resource.of("devices", id)).toList();
  }

  private static void requireOperation(AmqpMessage request) {
    boolean good =
        request.application("operation").filter("put-token"::equals).isPresent()
            && request.application("type").filter(SAS_TYPE::equals).isPresent()
            && request.messageId().isPresent();
    if (!good) {
      throw new HubException(
          HubError.UNSUPPORTED,
          "A request to $cbs is a put-token of a shared access signature, with a message id.");
    }
  }

  private void decided(AmqpMessage request, Proof proof, Throwable failure) {
    if (failure == null) {
      answer(request, 200, "OK");
      proved.accept(proof);
      belongTo(port.owner());
    } else {
      HubException refusal = HubException.of(failure);
      port.services().meters().refused(refusal.error());
      answer(request, refusal.error().status(), refusal.getMessage());
    }
  }

  /** Libraries want the id back in the type they sent it in, and the status as an int. */
  private void answer(AmqpMessage request, int status, String description) {
    Message answer = Message.Factory.create();
    Properties properties = new Properties();
    request.properties().messageId().ifPresent(properties::setCorrelationId);
    answer.setProperties(properties);
    answer.setApplicationProperties(
        new ApplicationProperties(
            Map.of("status-code", status, "status-description", description)));
    replies.post(AmqpMessages.encode(answer, new byte[0]));
  }
}
