package io.efollowup.conformance;

import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.MessageCallback;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a device receives, and says what becomes of it. */
final class Inbox implements MessageCallback {
  private static final long LONGEST_SECONDS = 10;

  private final IotHubMessageResult usually;
  private final Queue<IotHubMessageResult> first = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

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
  Message next() throws InterruptedException {
    Message message = received.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message within " + LONGEST_SECONDS + " s");
    }
    return message;
  }

  /** The next message's body as text. */
  String nextText() throws InterruptedException {
    return new String(next().getBytes(), StandardCharsets.UTF_8);
  }

  boolean isEmpty() {
    return received.isEmpty();
  }
}
