package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Optional;

/** The queue of devices {@code a} and {@code b} on a real store that can be closed and reopened. */
final class OpenQueue implements AutoCloseable {
  final ManualClock clock = new ManualClock();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Path directory;
  private HubStore store;
  private DeviceRegistry registry;
  private CloudToDeviceQueue queue;

  OpenQueue(Path directory) {
    this.directory = directory;
    open();
    registry.createWithGeneratedKeys("a");
    registry.createWithGeneratedKeys("b");
  }

  private void open() {
    store = HubStore.open(directory, RunningHub.key());
    registry = new DeviceRegistry(store, clock);
    queue = new CloudToDeviceQueue(store, clock, meters);
    registry.onDeletion(queue::deviceDeleted);
  }

  void restart() {
    close();
    open();
  }

  HubStore store() {
    return store;
  }

  DeviceRegistry registry() {
    return registry;
  }

  CloudToDeviceQueue queue() {
    return queue;
  }

  FeedbackQueue feedback() {
    return queue.feedback();
  }

  static CloudToDeviceMessage message(String text) {
    return CloudToDeviceMessage.of(text.getBytes(UTF_8))
        .withSystem(SystemProperties.ofMessageId(text));
  }

  void enqueue(String text) {
    queue.enqueue("a", message(text));
  }

  void enqueue(String text, FeedbackRequest ack) {
    queue.enqueue("a", message(text).withAck(ack));
  }

  void enqueueAlarm(String kind, String text) {
    queue.enqueue("a", message(text).withAlarm(kind));
  }

  static String text(LockedMessage message) {
    return new String(message.message().body(), UTF_8);
  }

  /** What is handed out next, as text, and stays locked. */
  Optional<String> receive() {
    return queue.receive("a").map(OpenQueue::text);
  }

  String lock() {
    return queue.receive("a").orElseThrow().lockToken();
  }

  double outcome(MessageOutcome outcome) {
    return meters.counter("hub.cloud-to-device", "outcome", outcome.label()).count();
  }

  double feedback(String outcome) {
    return meters.counter("hub.feedback", "outcome", outcome).count();
  }

  @Override
  public void close() {
    store.close();
  }
}
