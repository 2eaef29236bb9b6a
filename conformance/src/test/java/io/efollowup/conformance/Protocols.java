package io.efollowup.conformance;

import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.service.messaging.IotHubServiceClientProtocol;
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
    return Stream.of(
        IotHubClientProtocol.AMQPS,
        IotHubClientProtocol.AMQPS_WS,
        IotHubClientProtocol.MQTT,
        IotHubClientProtocol.MQTT_WS);
  }

  /** Those by which a device can give a message back, or refuse it; MQTT knows success only. */
  static Stream<IotHubClientProtocol> settling() {
    return Stream.of(
        IotHubClientProtocol.HTTPS, IotHubClientProtocol.AMQPS, IotHubClientProtocol.AMQPS_WS);
  }

  /** Those whose clients show a new token without connecting anew. */
  static Stream<IotHubClientProtocol> renewing() {
    return settling();
  }

  /** Those that know no refusal of a message: the hub acknowledges it, or hangs up. */
  static Stream<IotHubClientProtocol> withoutRefusal() {
    return Stream.of(IotHubClientProtocol.MQTT, IotHubClientProtocol.MQTT_WS);
  }

  /** Those that carry the devices of a multiplexing client. */
  static Stream<IotHubClientProtocol> multiplexing() {
    return Stream.of(IotHubClientProtocol.AMQPS, IotHubClientProtocol.AMQPS_WS);
  }

  /** How a service speaks where its devices speak like this: over WebSocket where they do. */
  static IotHubServiceClientProtocol ofService(IotHubClientProtocol protocol) {
    return switch (protocol) {
      case AMQPS_WS, MQTT_WS -> IotHubServiceClientProtocol.AMQPS_WS;
      case HTTPS, AMQPS, MQTT -> IotHubServiceClientProtocol.AMQPS;
    };
  }

  static int port(IotHubServiceClientProtocol protocol) {
    return switch (protocol) {
      case AMQPS -> HubProcess.AMQPS;
      case AMQPS_WS -> HubProcess.HTTPS;
    };
  }

  static int port(IotHubClientProtocol protocol) {
    return switch (protocol) {
      case HTTPS, AMQPS_WS, MQTT_WS -> HubProcess.HTTPS;
      case AMQPS -> HubProcess.AMQPS;
      case MQTT -> HubProcess.MQTTS;
    };
  }
}
