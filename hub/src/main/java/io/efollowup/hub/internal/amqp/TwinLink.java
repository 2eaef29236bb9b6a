package io.efollowup.hub.internal.amqp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.efollowup.hub.DesiredChange;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.Twins;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
  private static final byte[] NOTHING = new byte[0];

  private final LinkPort port;
  private final String device;
  private final Twins twins;
  private final ReplyPaths.Held replies;
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
  private Optional<Subscription> desired = Optional.empty();

  TwinLink(LinkPort port, Receiver receiver, String device, ReplyPaths.Held replies) {
    super(port, receiver, CREDIT);
    this.port = port;
    this.device = device;
    this.twins = port.services().twins();
    this.replies = replies;
  }

  /**
   * What a request led to.
   *
   * @param version of the reported properties, where they were changed
   */
  private record Answer(int status, OptionalLong version, byte[] body) {
    static Answer of(int status) {
      return new Answer(status, OptionalLong.empty(), NOTHING);
    }
  }

  @Override
  CompletionStage<?> message(AmqpMessage request, int format) {
    CompletableFuture<Answer> answered = last.thenCompose(before -> perform(request));
    last =
        answered.handle(
            (answer, failure) -> {
              Answer given = failure == null ? answer : refusal(HubException.of(failure));
              port.loop().execute(() -> replies.path().post(encode(request, given)));
              return null;
            });
    return last;
  }

  private CompletableFuture<Answer> perform(AmqpMessage request) {
    String operation = request.annotation("operation").orElse("").toUpperCase(Locale.ROOT);
    String resource = request.annotation("resource").orElse("").toLowerCase(Locale.ROOT);
    return switch (operation + " " + resource) {
      case "GET " ->
          port.services()
              .storeWork()
              .run(() -> new Answer(200, OptionalLong.empty(), twins.get(device).deviceView()));
      case "PATCH /properties/reported" ->
          port.services()
              .storeWork()
              .run(() -> twins.report(device, request.body(), version(request)))
              .thenApply(version -> new Answer(204, OptionalLong.of(version), NOTHING));
      case "PUT /notifications/twin/properties/desired" -> onLoop(this::listen);
      case "DELETE /notifications/twin/properties/desired" -> onLoop(this::stopListening);
      default ->
          CompletableFuture.failedFuture(
              new HubException(HubError.UNSUPPORTED, "The hub knows no such operation on a twin."));
    };
  }

  private static OptionalLong version(AmqpMessage request) {
    return request.annotations().get("version") instanceof Number version
        ? OptionalLong.of(version.longValue())
        : OptionalLong.empty();
  }

  private CompletableFuture<Answer> onLoop(Runnable step) {
    return CompletableFuture.runAsync(step, port.loop()).thenApply(done -> Answer.of(200));
  }

  private void listen() {
    stopListening();
    desired =
        Optional.of(
            twins.onDesired(
                device, change -> port.loop().execute(() -> replies.path().post(encode(change)))));
  }

  private void stopListening() {
    desired.ifPresent(Subscription::close);
    desired = Optional.empty();
  }

  private Answer refusal(HubException refusal) {
    port.services().meters().refused(refusal.error());
    byte[] body =
        JsonNodeFactory.instance
            .objectNode()
            .put("errorCode", refusal.error().number())
            .put("message", refusal.getMessage())
            .put("timestampUtc", port.services().clock().instant().toString())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    return new Answer(refusal.error().status(), OptionalLong.empty(), body);
  }

  private static byte[] encode(AmqpMessage request, Answer answer) {
    Properties properties = new Properties();
    properties.setCorrelationId(request.properties().getCorrelationId());
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
