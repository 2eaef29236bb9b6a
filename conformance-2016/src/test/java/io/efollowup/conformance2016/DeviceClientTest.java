package io.efollowup.conformance2016;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.service.sdk.Device;
import io.efollowup.testkit.process.Await;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Devices of the original system send. */
@ExtendWith(EraExtension.class)
class DeviceClientTest {
  private final Era era;

  private final BlockingQueue<IotHubStatusCode> outcomes = new LinkedBlockingQueue<>();

  DeviceClientTest(Era era) {
    this.era = era;
  }

  static Stream<IotHubClientProtocol> protocols() {
    return Era.protocols();
  }

  private DeviceClient opened(Device device, IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = era.device(device, protocol);
    Nudge.open(client);
    return client;
  }

  private void send(DeviceClient client, byte[] body) {
    Message message = new Message(body);
    message.setMessageId("message-1");
    message.setProperty("sensor", "a");
    client.sendEventAsync(message, (status, context) -> outcomes.add(status), null);
  }

  private IotHubStatusCode outcome() throws Exception {
    return Await.next("an outcome", outcomes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("protocols")
  void shouldAcknowledgeMessageAndClose(IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = opened(era.newDevice(), protocol);
    double before = era.hub().metric("hub_discarded_total");

    send(client, new byte[] {1, 2, 3});

    assertThat(outcome()).isEqualTo(IotHubStatusCode.OK_EMPTY);
    assertThat(era.hub().metric("hub_discarded_total") - before).isEqualTo(1);
    Nudge.close(client);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("protocols")
  void shouldAcknowledge200KilobyteMessage(IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = opened(era.newDevice(), protocol);

    send(client, new byte[200 * 1024]);

    assertThat(outcome()).isEqualTo(IotHubStatusCode.OK_EMPTY);
    Nudge.close(client);
  }

  /**
   * Over HTTPS the library puts what waits into one batch, and its texts into the batch's JSON as
   * they are: a quotation mark in one of them breaks the batch, which the hub then refuses.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("protocols")
  void shouldAcknowledgeEachOfManyMessages(IotHubClientProtocol protocol) throws Exception {
    DeviceClient client = opened(era.newDevice(), protocol);

    for (int i = 0; i < 50; i++) {
      send(client, "heart rate 61".getBytes(UTF_8));
    }

    for (int i = 0; i < 50; i++) {
      assertThat(outcome()).isEqualTo(IotHubStatusCode.OK_EMPTY);
    }
    Nudge.close(client);
  }

  /** Over AMQP the library tells nobody and tries again for ever; the hub's counter shows it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("protocols")
  void shouldRefuseAnotherDevicesKey(IotHubClientProtocol protocol) throws Exception {
    Device device = era.newDevice();
    String wrong = era.newDevice().getPrimaryKey();
    double before = refused();
    DeviceClient client = era.device(device.getDeviceId(), wrong, protocol);
    Nudge.open(client);

    send(client, new byte[] {1});

    Await.until("the refusal is counted", () -> refused() > before);
    if (protocol == IotHubClientProtocol.HTTPS) {
      assertThat(outcome()).isEqualTo(IotHubStatusCode.UNAUTHORIZED);
    } else {
      assertThat(outcomes).isEmpty();
    }
  }

  private double refused() {
    return era.hub().metric("hub_refused_total{reason=\"token-signature\"");
  }
}
