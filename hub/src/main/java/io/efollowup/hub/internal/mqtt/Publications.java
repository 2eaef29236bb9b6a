package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.Subscription;
import io.efollowup.hub.internal.guard.Sluice;
import io.efollowup.hub.internal.mqtt.Intake.Hold;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the device publishes. Each message is acknowledged when it has been dealt with, telemetry
 * when it is durable, in the order in which they came; while many are not, no more are read.
 */
final class Publications {
  /** How many messages are in hand at most. */
  static final int WINDOW = 200;

  private final MqttPort port;
  private final Events events;
  private final Twin twin;
  private final Queue<InHand> inHand = new ArrayDeque<>();
  private boolean full;
  private Optional<Subscription> untilOpen = Optional.empty();

  /** What answers the device's requests to its twin. */
  interface Twin {
    CompletionStage<?> get(String request);

    CompletionStage<?> report(Topic.PatchReported patch, byte[] body);
  }

  /** A message that is not acknowledged yet. */
  private static final class InHand {
    private final int id;
    private final int bytes;
    private Optional<HubException> refusal = Optional.empty();
    private boolean done;

    InHand(int id, int bytes) {
      this.id = id;
      this.bytes = bytes;
    }
  }

  Publications(MqttPort port, Events events, Twin twin) {
    this.port = port;
    this.events = events;
    this.twin = twin;
  }

  /**
   * Takes a message.
   *
   * @param bytes of the packet, to be released when it has been dealt with
   * @throws HubException when it ends the connection
   */
  void publish(Packet.Publish message, int bytes) {
    if (message.body().length > port.services().options().maxMessageBytes()) {
      throw new HubException(
          HubError.MESSAGE_TOO_LARGE,
          "The message is larger than " + port.services().options().maxMessageBytes() + " bytes.");
    }
    Topic topic = Topic.parse(message.topic(), port.device());
    InHand taken = new InHand(message.id(), bytes);
    inHand.add(taken);
    if (inHand.size() >= WINDOW) {
      full = true;
      port.hold(Hold.WINDOW, true);
    }
    CompletionStage<?> begun = begun(topic, message);
    keepPace();
    begun.whenComplete((done, failure) -> port.loop().execute(() -> dealtWith(taken, failure)));
  }

  /** A device that has sent enough is not read from, until it may send again. */
  private void keepPace() {
    Sluice sluice = port.services().guard().sluice();
    if (untilOpen.isEmpty() && !sluice.isOpen(port.device())) {
      port.hold(Hold.PACE, true);
      untilOpen =
          Optional.of(
              sluice.whenOpen(
                  port.device(),
                  port.loop(),
                  () -> {
                    untilOpen = Optional.empty();
                    port.hold(Hold.PACE, false);
                  }));
    }
  }

  /** The connection is gone. */
  void ended() {
    untilOpen.ifPresent(Subscription::close);
  }

  private CompletionStage<?> begun(Topic topic, Packet.Publish message) {
    try {
      return perform(topic, message);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<?> perform(Topic topic, Packet.Publish message) {
    return switch (topic) {
      case Topic.Events to -> events.take(to, message);
      case Topic.GetTwin get -> twin.get(get.request());
      case Topic.PatchReported patch -> twin.report(patch, message.body());
      case Topic.MethodAnswer answer -> answered(answer, message.body());
    };
  }

  private CompletionStage<?> answered(Topic.MethodAnswer answer, byte[] body) {
    boolean awaited =
        id(answer.request())
            .filter(
                id -> port.services().methods().answer(port.device(), id, answer.status(), body))
            .isPresent();
    if (!awaited) {
      port.services().meters().refused(HubError.REQUEST_TIMEOUT);
    }
    return CompletableFuture.completedFuture(null);
  }

  private static Optional<UUID> id(String request) {
    try {
      return Optional.of(UUID.fromString(request));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // none of ours
    }
  }

  private void dealtWith(InHand message, Throwable failure) {
    port.release(message.bytes);
    message.done = true;
    message.refusal = Optional.ofNullable(failure).map(HubException::of);
    if (message.refusal.filter(why -> why.error().retryable()).isPresent()) {
      port.close(message.refusal.get()); // not acknowledged: to be sent again
      return;
    }
    message.refusal.ifPresent(why -> port.services().meters().refused(why.error()));
    acknowledge();
    if (full && inHand.size() <= WINDOW / 2) {
      full = false;
      port.hold(Hold.WINDOW, false);
    }
  }

  private void acknowledge() {
    for (InHand next = inHand.peek(); next != null && next.done; next = inHand.peek()) {
      inHand.remove();
      if (next.id != 0 && next.refusal.isEmpty()) {
        port.send(PacketWriter.pubAck(next.id));
      } else if (next.id != 0) {
        refuse(next.id, next.refusal.get());
      }
    }
  }

  private void refuse(int id, HubException why) {
    port.send(
        PacketWriter.pubAck(
            id,
            Reasons.ofPublish(why.error()),
            Optional.of(why.getMessage()).filter(text -> explains())));
  }

  private boolean explains() {
    return port.version() == Version.V5 && port.terms().explain();
  }
}
