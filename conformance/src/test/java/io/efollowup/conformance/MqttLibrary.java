package io.efollowup.conformance;

import io.efollowup.testkit.process.HubProcess;

/** The MQTT clients of other projects that are tried. */
enum MqttLibrary {
  HIVEMQ_3 {
    @Override
    MqttProbe client(HubProcess hub, String clientId) {
      return new HiveMq3(hub, clientId);
    }
  },
  PAHO_3 {
    @Override
    MqttProbe client(HubProcess hub, String clientId) throws Exception {
      return new Paho3(hub, clientId);
    }
  },
  HIVEMQ_5 {
    @Override
    MqttProbe client(HubProcess hub, String clientId) {
      return new HiveMq5(hub, clientId);
    }
  },
  PAHO_5 {
    @Override
    MqttProbe client(HubProcess hub, String clientId) throws Exception {
      return new Paho5(hub, clientId);
    }
  };

  /** One that is not connected yet. */
  abstract MqttProbe client(HubProcess hub, String clientId) throws Exception;

  /** What the hub says to a login it does not take. */
  int notAuthorized() {
    return this == HIVEMQ_5 || this == PAHO_5 ? 0x87 : 5;
  }
}
