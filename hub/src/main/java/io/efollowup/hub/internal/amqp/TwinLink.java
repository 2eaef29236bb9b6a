package io.efollowup.hub.internal.amqp;

import io.efollowup.hub.DesiredChange;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.Owner;
import io.efollowup.hub.internal.TwinRequests;
import io.efollowup.hub.internal.TwinRequests.Answer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;

/**
 * A device's requests to its twin, one after the other; answers and notices of desired properties
 * go out on the other link of the pair. A request is accepted once it is answered, so that no more
 * wait than have credit: whether it succeeded says the answer.
 */
final class TwinLink extends ReceivingLink {
  private static final int CREDIT = 50;

  private final LinkPort port;
  private final String device;
  private final TwinRequests requests;
  private final ReplyPaths.Held replies;
  private Optional<Subscription> desired = Optional.empty();

  TwinLink(LinkPort port, Receiver receiver, String device, ReplyPaths.Held replies) {
    super(port, receiver, CREDIT, new Owner.Device(device));
    this.port = port;
    this.device = device;
    this.requests = new TwinRequests(port.services(), device);
    this.replies = replies;
  }

  @Override
  CompletionStage<?> message(AmqpMessage request, int format) {
    Consumer<Answer> answered =
        answer -> port.loop().execute(() -> replies.path().post(encode(request, answer)));
    String operation = request.annotation("operation").orElse("").toUpperCase(Locale.ROOT);
    String resource = request.annotation("resource").orElse("").toLowerCase(Locale.ROOT);
    return switch (operation + " " + resource) {
      case "GET " -> requests.get(answered);
      case "PATCH /properties/reported" ->
          requests.report(request.body(), version(request), answered);
      case "PUT /notifications/twin/properties/desired" ->
          requests.inTurn(answered, () -> onLoop(this::listen));
      case "DELETE /notifications/twin/properties/desired" ->
          requests.inTurn(answered, () -> onLoop(this::stopListening));
      default -> requests.inTurn(answered, TwinLink::unknown);
    };
  }

  private static CompletableFuture<Answer> unknown() {
    return CompletableFuture.failedFuture(
        new HubException(HubError.UNSUPPORTED, "The hub knows no such operation on a twin."));
  }

  private static OptionalLong version(AmqpMessage request) {
    return request.annotations().get("version") instanceof Number version
        ? OptionalLong.of(version.longValue())
        : OptionalLong.empty();
  }

  private CompletableFuture<Answer> onLoop(Runnable step) {
    return CompletableFuture.runAsync(step, port.loop()).thenApply(done -> Answer.done());
  }

  private void listen() {
    stopListening();
    desired =
        Optional.of(
            port.services()
                .twins()
                .onDesired(
                    device,
                    change -> port.loop().execute(() -> replies.path().post(encode(change)))));
  }

  private void stopListening() {
    desired.ifPresent(Subscription::close);
    desired = Optional.empty();
  }

  private static byte[] encode(AmqpMessage request, Answer answer) {
    Properties properties = new Properties();
    request.properties().correlationId().ifPresent(properties::setCorrelationId);
    Message message = Message.Factory.create();
    message.setProperties(properties);
    Map<String, Object> annotations = new HashMap<>(Map.of("status", answer.status()));
    answer.version().ifPresent(version -> annotations.put("version", version));
    AmqpMessages.annotate(message, annotations);
    return AmqpMessages.encode(message, answer.body());
  }

  /** A notice has no correlation id: that is how libraries know it from an answer. */
  private static byte[] encode(DesiredChange change) {
    Message message = Message.Factory.create();
    AmqpMessages.annotate(
        message, Map.of("resource", "/properties/desired", "version", change.version()));
    return AmqpMessages.encode(message, change.patch());
  }

  @Override
  public void ended() {
    stopListening();
    replies.use().close();
    super.ended();
  }
}
