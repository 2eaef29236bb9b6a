package io.efollowup.hub.internal.mqtt;

import io.efollowup.hub.DeviceMessage;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import io.efollowup.hub.internal.HubServices;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The telemetry of one device: what it publishes, and its will. A message that is refused is one
 * that has been dealt with, since nothing else stops its being sent again; its device is told.
 */
record Events(HubServices services, String device) {
  private static final String RETAINED = "mqtt-retain";
  private static final String KIND = "iothub-messagetype";

  /** Takes a message; fails when it was refused, or, with a retryable error, is to come again. */
  CompletionStage<?> take(Topic.Events topic, Packet.Publish message) {
    return take(topic, message, Map.of());
  }

  private CompletionStage<?> take(
      Topic.Events topic, Packet.Publish message, Map<String, String> marks) {
    PropertyBag bag;
    try {
      bag = PropertyBag.parse(topic.bag());
    } catch (HubException e) {
      return refused(Optional.empty(), e);
    }
    DeviceMessage entering = deviceMessage(bag, message, marks);
    Optional<String> messageId = entering.messageId();
    return services
        .ingress()
        .accept(entering)
        .handle((done, failure) -> Optional.ofNullable(failure).map(HubException::of))
        .thenCompose(
            failure ->
                failure.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : refused(messageId, failure.get()));
  }

  private CompletableFuture<Void> refused(Optional<String> messageId, HubException why) {
    if (why.error().retryable()) {
      return CompletableFuture.failedFuture(why);
    }
    return services
        .ingress()
        .tellRefused(device, messageId, why)
        .thenCompose(told -> CompletableFuture.failedFuture(why));
  }

  private DeviceMessage deviceMessage(
      PropertyBag bag, Packet.Publish message, Map<String, String> marks) {
    Map<String, String> properties = new HashMap<>();
    message
        .userProperties()
        .forEach((name, value) -> properties.put(name.toLowerCase(Locale.ROOT), value));
    properties.putAll(bag.application());
    properties.remove(RETAINED);
    if (message.retain()) {
      properties.put(RETAINED, "true");
    }
    properties.putAll(marks);
    return new DeviceMessage(
        device,
        services.clock().instant(),
        bag.system("mid"),
        bag.system("ct").or(message::contentType),
        properties,
        message.body());
  }

  /**
   * What the device wanted to be said when its connection breaks: telemetry that says so. A failure
   * has been counted.
   */
  CompletionStage<Void> will(Packet.Will will) {
    return Topic.parse(will.topic(), device) instanceof Topic.Events topic
        ? take(topic, will.message(), Map.of(KIND, "Will"))
            .whenComplete((done, failure) -> count(failure))
            .thenAccept(done -> {})
        : CompletableFuture.completedFuture(null);
  }

  /** The same after a while, in which the device may have lost its right. */
  CompletionStage<Void> lateWill(Packet.Will will) {
    return services
        .storeWork()
        .run(() -> services.registry().find(device).filter(found -> found.enabled()).isPresent())
        .whenComplete((permitted, failure) -> count(failure))
        .thenCompose(permitted -> permitted ? will(will) : notPermitted());
  }

  private CompletionStage<Void> notPermitted() {
    services.meters().refused(HubError.DEVICE_DISABLED);
    return CompletableFuture.completedFuture(null);
  }

  private void count(Throwable failure) {
    if (failure != null) {
      services.meters().refused(HubException.of(failure).error());
    }
  }

  @Override
  public String toString() {
    return "Events[hidden]";
  }
}
