package io.efollowup.conformance2016;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.service.sdk.DeliveryAcknowledgement;
import com.microsoft.azure.sdk.iot.service.sdk.Device;
import com.microsoft.azure.sdk.iot.service.sdk.FeedbackBatch;
import com.microsoft.azure.sdk.iot.service.sdk.FeedbackReceiver;
import com.microsoft.azure.sdk.iot.service.sdk.FeedbackRecord;
import com.microsoft.azure.sdk.iot.service.sdk.FeedbackStatusCode;
import com.microsoft.azure.sdk.iot.service.sdk.IotHubServiceClientProtocol;
import com.microsoft.azure.sdk.iot.service.sdk.Message;
import com.microsoft.azure.sdk.iot.service.sdk.ServiceClient;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.HubProcess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The original system's service sends, and its devices receive. */
@ExtendWith(EraExtension.class)
class CloudToDeviceTest {
  private final Era era;

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  CloudToDeviceTest(Era era) {
    this.era = era;
  }

  static Stream<IotHubClientProtocol> protocols() {
    return Era.protocols();
  }

  /** The library sends without waiting for an answer, and hangs up. */
  private void send(Device device, String id, String body) throws Exception {
    era.assumeDoor(HubProcess.AMQPS);
    ServiceClient client =
        ServiceClient.createFromConnectionString(era.owner(), IotHubServiceClientProtocol.AMQPS);
    Message message = new Message(body);
    message.setMessageId(id);
    message.setDeliveryAcknowledgement(DeliveryAcknowledgement.Full);
    client.open();
    Era.within(() -> client.send(device.getDeviceId(), message));
    client.close();
    Await.until("the message is queued", () -> era.waiting(device) > 0);
  }

  private DeviceClient opened(
      Device device, IotHubClientProtocol protocol, List<IotHubMessageResult> answers)
      throws Exception {
    DeviceClient client = era.device(device, protocol);
    BlockingQueue<IotHubMessageResult> next = new LinkedBlockingQueue<>(answers);
    client.setMessageCallback(
        (message, context) -> {
          received.add(new String(message.getBytes(), StandardCharsets.UTF_8));
          return next.size() > 1 ? next.remove() : next.element();
        },
        null);
    Nudge.open(client);
    return client;
  }

  private String next() throws Exception {
    return Await.next("a message", received);
  }

  private FeedbackStatusCode feedbackOn(String id) throws Exception {
    FeedbackReceiver receiver =
        ServiceClient.createFromConnectionString(era.owner(), IotHubServiceClientProtocol.AMQPS)
            .getFeedbackReceiver("any");
    BlockingQueue<FeedbackRecord> records = new LinkedBlockingQueue<>();
    receiver.open();
    Era.within(
        () -> {
          while (records.stream().noneMatch(record -> record.getOriginalMessageId().equals(id))) {
            FeedbackBatch batch = receiver.receive(1000);
            if (batch != null) { // the connection broke before one came
              records.addAll(batch.getRecords());
            }
          }
        });
    receiver.close();
    return records.stream()
        .filter(record -> record.getOriginalMessageId().equals(id))
        .findFirst()
        .orElseThrow()
        .getStatusCode();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("protocols")
  void shouldDeliverOnceWhatIsCompleted(IotHubClientProtocol protocol) throws Exception {
    Device device = era.newDevice();
    String id = Era.newId();
    send(device, id, "hello");

    DeviceClient client = opened(device, protocol, List.of(IotHubMessageResult.COMPLETE));

    assertThat(next()).isEqualTo("hello");
    assertThat(feedbackOn(id)).isEqualTo(FeedbackStatusCode.success);
    assertThat(era.waiting(device)).isZero();
    assertThat(received).isEmpty();
    Nudge.close(client);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("protocols")
  void shouldDeliverAgainWhatIsAbandoned(IotHubClientProtocol protocol) throws Exception {
    Device device = era.newDevice();
    send(device, Era.newId(), "hello");

    DeviceClient client =
        opened(
            device, protocol, List.of(IotHubMessageResult.ABANDON, IotHubMessageResult.COMPLETE));

    assertThat(next()).isEqualTo("hello");
    assertThat(next()).isEqualTo("hello");
    Await.until("the queue is empty", () -> era.waiting(device) == 0);
    Nudge.close(client);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("protocols")
  void shouldDeliverOnceWhatIsRejected(IotHubClientProtocol protocol) throws Exception {
    Device device = era.newDevice();
    String id = Era.newId();
    send(device, id, "hello");

    DeviceClient client = opened(device, protocol, List.of(IotHubMessageResult.REJECT));

    assertThat(next()).isEqualTo("hello");
    assertThat(feedbackOn(id)).isEqualTo(FeedbackStatusCode.rejected);
    assertThat(received).isEmpty();
    Nudge.close(client);
  }
}
