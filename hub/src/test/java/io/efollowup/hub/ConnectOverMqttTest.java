package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may be connected over MQTT, and for how long. */
class ConnectOverMqttTest {
  private static final String EVENTS = "devices/sensor-1/messages/events/";

  @TempDir Path directory;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private RunningHub running;
  private Device device;

  @BeforeEach
  void start() throws Exception {
    start(Duration.ofMinutes(2));
  }

  private void start(Duration firstPacketWithin) throws Exception {
    HubOptions few =
        HubOptions.of("127.0.0.1", 0, 0, 0, RunningHub.NAMES)
            .withLimits(RunningHub.limits(3, Duration.ofMinutes(4), firstPacketWithin));
    running =
        RunningHub.start(
            directory,
            message -> new Admission.Verdict.Admit(message.body(), Optional.empty()),
            few);
    device = running.hub().registry().createWithGeneratedKeys("sensor-1");
  }

  private void startImpatient() throws Exception {
    running.close();
    directory = Files.createDirectory(directory.resolve("impatient"));
    start(Duration.ofSeconds(4));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    running.close();
  }

  private MqttDevice client(String password) throws Exception {
    MqttDevice client =
        new MqttDevice(running, "sensor-1", MqttDevice.userName("sensor-1"), password);
    opened.add(client);
    return client;
  }

  private MqttDevice connected() throws Exception {
    MqttDevice client = client(running.deviceToken(device));
    client.connect();
    return client;
  }

  private SSLSocket socket() throws Exception {
    Socket socket =
        RunningHub.trusting(running.authority)
            .getSocketFactory()
            .createSocket("127.0.0.1", running.hub().mqttsPort());
    opened.add(socket);
    socket.setSoTimeout(Eventually.MILLIS);
    ((SSLSocket) socket).startHandshake();
    return (SSLSocket) socket;
  }

  @Test
  void shouldTellALibraryThatItIsNotAuthorised() throws Exception {
    MqttDevice client = client(running.deviceToken(device).replace("sig=", "sig=A"));
    assertThatThrownBy(client::connect)
        .isInstanceOfSatisfying(
            MqttException.class,
            e -> assertThat(e.getReasonCode()).isEqualTo(MqttException.REASON_CODE_NOT_AUTHORIZED));
    assertThat(running.hub().presence().isConnected("sensor-1")).isFalse();
  }

  @Test
  void shouldLetTheNewerConnectionWin() throws Exception {
    MqttDevice older = connected();
    older.subscribe(1, "devices/sensor-1/messages/devicebound/#");
    for (int i = 0; i < 5; i++) {
      MqttDevice newer = connected();
      older.awaitLoss();
      running
          .hub()
          .cloudToDevice()
          .enqueue("sensor-1", CloudToDeviceMessage.of(("m" + i).getBytes(UTF_8)));
      assertThat(newer.receive().body()).isEqualTo("m" + i);
      Eventually.holds(() -> running.hub().cloudToDevice().depth("sensor-1") == 0); // acknowledged
      older = newer;
    }
    assertThat(running.hub().presence().isConnected("sensor-1")).isTrue();
    older.disconnect();
    Eventually.holds(() -> !running.hub().presence().isConnected("sensor-1"));
  }

  @Test
  void shouldEndWithTheRightOfTheDevice() throws Exception {
    MqttDevice client = connected();
    running.hub().registry().setEnabled("sensor-1", false, "test");
    client.awaitLoss();
    running.hub().registry().setEnabled("sensor-1", true, "test");

    client = connected();
    running.hub().registry().rotateKeys("sensor-1");
    client.publish(EVENTS, "the key before is good", 1);
    running.hub().registry().rotateKeys("sensor-1");
    client.awaitLoss();

    device = running.hub().registry().find("sensor-1").orElseThrow();
    client = connected();
    running.hub().registry().delete("sensor-1", IfMatch.any());
    client.awaitLoss();
    Eventually.holds(() -> !running.hub().presence().isConnected("sensor-1"));
  }

  @Test
  void shouldEndWithThePolicyThatLetItIn() throws Exception {
    MqttDevice client = client(running.policyToken("device"));
    client.connect();
    client.publish(EVENTS, "x", 1);
    running.hub().policies().rotate("device");
    running.hub().policies().rotate("device");
    client.awaitLoss();
  }

  @Test
  void shouldEndWithTheToken() throws Exception {
    MqttDevice client =
        client(
            SasToken.create(
                "127.0.0.1/devices/sensor-1",
                device.keys().primary(),
                running.clock.instant().plusSeconds(5),
                Optional.empty()));
    client.connect();
    client.awaitLoss();
    assertThat(running.refused(HubError.TOKEN_EXPIRED)).isEqualTo(1);
  }

  @Test
  void shouldHangUpOnWhoeverIsSilent() throws Exception {
    startImpatient();
    MqttDevice client = client(running.deviceToken(device));
    client.options().setKeepAliveInterval(0);
    client.connect();
    SSLSocket silent = socket();
    assertThat(silent.getInputStream().read()).isNegative();
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
    client.publish(EVENTS, "said nothing of how often it is heard", 1);
  }

  @Test
  void shouldHangUpOnAPacketThatDoesNotArrive() throws Exception {
    startImpatient();
    SSLSocket slow = socket();
    slow.getOutputStream().write(new byte[] {0x10, 50, 0, 4, 'M', 'Q'});
    slow.getOutputStream().flush();
    assertThat(slow.getInputStream().read()).isNegative();
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
  }

  @Test
  void shouldNoticeThatADeviceHasGone() throws Exception {
    SSLSocket mute = socket();
    mute.getOutputStream().write(connect(1));
    mute.getOutputStream().flush();
    assertThat(mute.getInputStream().readNBytes(4)).isEqualTo(new byte[] {0x20, 2, 0, 0});
    assertThat(mute.getInputStream().read()).isNegative();
    assertThat(running.refused(HubError.REQUEST_TIMEOUT)).isEqualTo(1);
  }

  private byte[] connect(int keepAlive) {
    String user = "127.0.0.1/sensor-1";
    String password = running.deviceToken(device);
    io.vertx.core.buffer.Buffer rest =
        io.vertx.core.buffer.Buffer.buffer()
            .appendBytes(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, (byte) 0xC2})
            .appendShort((short) keepAlive);
    for (String text : List.of("sensor-1", user, password)) {
      rest.appendShort((short) text.length()).appendString(text);
    }
    return io.vertx.core.buffer.Buffer.buffer()
        .appendByte((byte) 0x10)
        .appendByte((byte) (rest.length() & 0x7f | 0x80))
        .appendByte((byte) (rest.length() >> 7))
        .appendBuffer(rest)
        .getBytes();
  }

  @Test
  void shouldTakeOnlySoManyConnections() throws Exception {
    for (int i = 0; i < 3; i++) {
      Device one = running.hub().registry().createWithGeneratedKeys("many-" + i);
      MqttDevice client = MqttDevice.of(running, one);
      opened.add(client);
      client.connect();
    }
    MqttDevice tooMany = client(running.deviceToken(device));
    assertThatThrownBy(tooMany::connect).isInstanceOf(MqttException.class);
    assertThat(running.refused(HubError.TOO_MANY_CONNECTIONS)).isEqualTo(1);
  }

  @Test
  void shouldLetDevicesGoWhenItCloses() throws Exception {
    MqttDevice client = connected();
    running.hub().close();
    client.awaitLoss();
  }
}
