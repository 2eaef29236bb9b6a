package io.efollowup.conformance;

import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.MessageCallback;
import io.efollowup.testkit.process.Await;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what a device receives, and says what becomes of it. */
final class Inbox implements MessageCallback {
  private final IotHubMessageResult usually;
  private final Queue<IotHubMessageResult> first = new ConcurrentLinkedQueue<>();
  private final Queue<Message> received = new ConcurrentLinkedQueue<>();

  private Inbox(IotHubMessageResult usually) {
    this.usually = usually;
  }

  /** Answers every message so. */
  static Inbox that(IotHubMessageResult usually) {
    return new Inbox(usually);
  }

  /** Answers the next message in another way, and those after it as usual. */
  Inbox butFirst(IotHubMessageResult other) {
    first.add(other);
    return this;
  }

  @Override
  public IotHubMessageResult onCloudToDeviceMessageReceived(Message message, Object context) {
    received.add(message);
    IotHubMessageResult other = first.poll();
    return other == null ? usually : other;
  }

  /** The next message, once it is there. */
  Message next() throws Exception {
    return Await.next("a message", received);
  }

  /** The next message's body as text. */
  String nextText() throws Exception {
    return new String(next().getBytes(), StandardCharsets.UTF_8);
  }

  boolean isEmpty() {
    return received.isEmpty();
  }
}
