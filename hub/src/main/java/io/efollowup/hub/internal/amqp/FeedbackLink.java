package io.efollowup.hub.internal.amqp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.efollowup.hub.FeedbackQueue;
import io.efollowup.hub.FeedbackRecord;
import io.efollowup.hub.LockedFeedback;
import io.efollowup.hub.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;

/** What became of messages to devices, pushed to a service as soon as there is any. */
final class FeedbackLink extends SendingLink<String> {
  private static final String CONTENT_TYPE = "application/vnd.microsoft.iothub.feedback.json";

  private final LinkPort port;
  private final FeedbackQueue queue;
  private final Subscription news;
  private boolean fetching;
  private boolean again;
  private boolean ended;

  FeedbackLink(LinkPort port, Sender sender) {
    super(port, sender);
    this.port = port;
    this.queue = port.services().cloudToDevice().feedback();
    this.news = queue.onAvailable(() -> port.loop().execute(this::room));
  }

  @Override
  void room() {
    if (ended || !hasRoom()) {
      return;
    }
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    port.services()
        .storeWork()
        .run(queue::receive)
        .whenComplete(
            (feedback, failure) ->
                port.loop().execute(() -> took(failure == null ? feedback : Optional.empty())));
  }

  private void took(Optional<LockedFeedback> feedback) {
    fetching = false;
    boolean asked = again;
    again = false;
    if (feedback.isPresent() && ended) {
      lost(List.of(feedback.get().lockToken()));
    } else if (feedback.isPresent()) {
      send(encode(feedback.get()), feedback.get().lockToken());
      room();
    } else if (asked) {
      room();
    }
  }

  @Override
  void settled(String lockToken, DeliveryState outcome) {
    boolean accepted = outcome instanceof Accepted;
    port.services()
        .storeWork()
        .perform(
            () -> {
              if (accepted) {
                queue.complete(lockToken);
              } else {
                queue.release(lockToken);
              }
            });
  }

  @Override
  void lost(List<String> lockTokens) {
    if (!lockTokens.isEmpty()) {
      port.services().storeWork().perform(() -> lockTokens.forEach(queue::release));
    }
  }

  private byte[] encode(LockedFeedback feedback) {
    Properties properties = new Properties();
    properties.setUserId(AmqpMessages.binary(port.services().options().names().getFirst()));
    properties.setContentType(Symbol.valueOf(CONTENT_TYPE));
    Message message = Message.Factory.create();
    message.setProperties(properties);
    return AmqpMessages.encode(message, json(feedback));
  }

  private static byte[] json(LockedFeedback feedback) {
    ArrayNode records = JsonNodeFactory.instance.arrayNode();
    for (FeedbackRecord record : feedback.records()) {
      records
          .addObject()
          .put("originalMessageId", record.originalMessageId())
          .put("enqueuedTimeUtc", record.enqueuedAt().toString())
          .put("statusCode", record.status().label())
          .put("description", record.description())
          .put("deviceId", record.deviceId())
          .put("deviceGenerationId", record.generationId());
    }
    return records.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void ended() {
    ended = true;
    news.close();
    super.ended();
  }
}
