package io.efollowup.conformance;

import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import io.efollowup.testkit.process.HubProcess;
import java.util.stream.Stream;

/** Which of the library's protocols the hub speaks: the parameters of the tests. */
final class Protocols {
  private Protocols() {}

  /** All of them. */
  static Stream<IotHubClientProtocol> all() {
    return Stream.concat(Stream.of(IotHubClientProtocol.HTTPS), connected());
  }

  /** Those that keep a connection, without which there are no twins and no methods. */
  static Stream<IotHubClientProtocol> connected() {
    return Stream.of(IotHubClientProtocol.AMQPS, IotHubClientProtocol.MQTT);
  }

  /** Those by which a device can give a message back, or refuse it; MQTT knows success only. */
  static Stream<IotHubClientProtocol> settling() {
    return Stream.of(IotHubClientProtocol.HTTPS, IotHubClientProtocol.AMQPS);
  }

  /** Those whose clients show a new token without connecting anew. */
  static Stream<IotHubClientProtocol> renewing() {
    return settling();
  }

  /** Those that know no refusal of a message: the hub acknowledges it, or hangs up. */
  static Stream<IotHubClientProtocol> withoutRefusal() {
    return Stream.of(IotHubClientProtocol.MQTT);
  }

  /** Those that carry the devices of a multiplexing client. */
  static Stream<IotHubClientProtocol> multiplexing() {
    return Stream.of(IotHubClientProtocol.AMQPS);
  }

  static int port(IotHubClientProtocol protocol) {
    return switch (protocol) {
      case HTTPS, AMQPS_WS, MQTT_WS -> HubProcess.HTTPS;
      case AMQPS -> HubProcess.AMQPS;
      case MQTT -> HubProcess.MQTTS;
    };
  }
}
