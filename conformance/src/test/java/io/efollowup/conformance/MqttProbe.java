package io.efollowup.conformance;

import io.efollowup.testkit.process.HubProcess;

/** An MQTT client of no particular cloud, seen through what its tests need. */
interface MqttProbe extends AutoCloseable {
  int PORT = HubProcess.MQTTS;
  int KEEP_ALIVE_SECONDS = 60;

  /**
   * Who connects.
   *
   * @param clientId also the device's id, where the hub is to take it
   * @param keepsSession whether the hub keeps the subscriptions while the client is away
   */
  record Login(String clientId, String user, String password, boolean keepsSession) {}

  /** What came from the hub. */
  record Received(String topic, String text) {}

  /** The hub said no; the code is that of the protocol's version. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final int code;

    Refused(int code, Throwable cause) {
      super("refused with " + code, cause);
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** Whether the hub had a session of this client. */
  boolean connect(Login login) throws Exception;

  /** Returns when the hub has acknowledged, or at once with quality of service 0. */
  void publish(String topic, int qualityOfService, String text) throws Exception;

  /** The quality of service that was granted. */
  int subscribe(String filter, int qualityOfService) throws Exception;

  /** The next message; fails when there is none for a while. */
  Received next() throws Exception;

  boolean isConnected();

  /** Says goodbye. */
  void disconnect() throws Exception;

  /** Ends without a word where it is still connected. */
  @Override
  void close() throws Exception;
}
