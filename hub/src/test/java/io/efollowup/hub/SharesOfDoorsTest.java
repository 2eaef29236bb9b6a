package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.proton.ProtonSender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.message.Message;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One peer that fills what it may have, and what the others see of it at every door. */
class SharesOfDoorsTest {
  private static final int MEBI = 1024 * 1024;
  private static final String HOSTILE = "127.0.0.9";

  /** So that what is unfinished stays so for as long as a test takes. */
  private static final HubLimits.Requests PATIENT =
      new HubLimits.Requests(
          HubLimits.LARGEST_MESSAGE, Duration.ofMinutes(4), Duration.ofMinutes(10));

  @TempDir Path directory;
  private RunningHub running;
  private Device calm;
  private Device loudDevice;
  private String loud;

  @BeforeEach
  void start() throws Exception {
    running =
        RunningHub.start(
            directory,
            message -> new Admission.Verdict.Admit(message.body(), Optional.empty()),
            HubOptions.of("127.0.0.1", 0, 0, 0, RunningHub.NAMES)
                .withLimits(
                    HubLimits.standard().with(new HubLimits.Arriving(4 * MEBI, 4)).with(PATIENT)));
    calm = running.hub().registry().createWithGeneratedKeys("calm");
    loudDevice = running.hub().registry().createWithGeneratedKeys("loud");
    loud = running.deviceToken(loudDevice);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private void shouldServeOthersAtEveryDoor() throws Exception {
    String events = "/devices/calm/messages/events";
    String body = "x".repeat(100_000);
    String token = running.deviceToken(calm);
    assertThat(running.post(events, token, body).statusCode()).isEqualTo(204);
    try (AmqpClient client = AmqpClient.connect(running)) {
      assertThat(client.putToken(token)).isEqualTo(200);
      ProtonSender sender = client.sender(events);
      assertThat(client.send(sender, AmqpClient.data(body.getBytes(US_ASCII))).getRemoteState())
          .isInstanceOf(Accepted.class);
    }
    try (MqttDevice client = MqttDevice.of(running, calm)) {
      client.connect();
      client.publish("devices/calm/messages/events/", body, 1);
    }
    try (MqttDevice client = MqttDevice.overWebSocket(running, calm)) {
      client.connect();
      client.publish("devices/calm/messages/events/", body, 1);
    }
    assertThat(running.refused(HubError.OVERLOADED)).isZero();
  }

  /** A request whose body does not come to its end. */
  private SSLSocket beginBody(String device, String token) throws Exception {
    SSLSocket socket = Tls.secure(running, running.hub().httpsPort(), "127.0.0.1");
    Tls.write(
        socket,
        "POST /devices/"
            + device
            + "/messages/events HTTP/1.1\r\nHost: h\r\nContent-Length: 250000\r\nAuthorization: "
            + token
            + "\r\n\r\n"
            + "x".repeat(240_000));
    return socket;
  }

  @Test
  void shouldNotLetTheBodiesOfOneDeviceStopOthers() throws Exception {
    List<SSLSocket> begun = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      begun.add(beginBody("loud", loud));
    }
    Eventually.holds(() -> running.refused(HubError.DEVICE_ARRIVING_FULL) >= 16);
    assertThat(running.bytesHeld()).isLessThanOrEqualTo(MEBI);

    shouldServeOthersAtEveryDoor();

    String answer = running.post("/devices/loud/messages/events", loud, "x".repeat(200_000)).body();
    assertThat(answer).contains("ErrorCode:ThrottlingException;");
    for (SSLSocket socket : begun) {
      socket.close();
    }
    Eventually.holds(() -> running.bytesHeld() == 0);
    assertThat(running.post("/devices/loud/messages/events", loud, "x").statusCode())
        .isEqualTo(204);
  }

  /** Two connections that leave more unfinished than the device's share. */
  private List<UnfinishedAmqp> beginMessages() throws Exception {
    List<UnfinishedAmqp> begun = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      begun.add(UnfinishedAmqp.begin(running, "loud", loud, 6, 240_000));
    }
    Eventually.holds(() -> running.bytesHeld() > MEBI - 240_000);
    return begun;
  }

  private void end(List<UnfinishedAmqp> begun) throws Exception {
    for (UnfinishedAmqp client : begun) {
      client.close();
    }
  }

  @Test
  void shouldNotLetTheMessagesOfOneDeviceOverAmqpStopOthers() throws Exception {
    List<UnfinishedAmqp> begun = beginMessages();

    shouldServeOthersAtEveryDoor();

    Eventually.holds(() -> running.bytesHeld() <= MEBI);
    try (AmqpClient client = AmqpClient.connect(running)) {
      assertThat(client.putToken(loud)).isEqualTo(200);
      ProtonSender sender = client.sender("/devices/loud/messages/events");
      Message large = AmqpClient.data(new byte[250_000]);
      Rejected refused = (Rejected) client.send(sender, large).getRemoteState();
      assertThat(refused.getError().getCondition().toString())
          .isEqualTo("com.microsoft:device-container-throttled");
      assertThat(running.refused(HubError.DEVICE_ARRIVING_FULL)).isEqualTo(1);
      end(begun);
      Eventually.holds(() -> running.bytesHeld() == 0);
      assertThat(client.send(sender, large).getRemoteState()).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void shouldNotReadOverMqttWhatADeviceHasNoShareForUntilItHas() throws Exception {
    List<UnfinishedAmqp> begun = beginMessages();
    try (MqttDevice client = MqttDevice.of(running, loudDevice)) {
      client.connect();
      IMqttDeliveryToken waits =
          client.begin("devices/loud/messages/events/", "x".repeat(250_000), 1);

      shouldServeOthersAtEveryDoor();

      Eventually.holds(() -> running.bytesHeld() <= MEBI);
      assertThat(waits.isComplete()).isFalse();
      assertThat(client.isConnected()).isTrue();
      end(begun);
      waits.waitForCompletion(Eventually.MILLIS);
    }
    assertThat(running.journal.entries())
        .anySatisfy(entry -> assertThat(entry.device()).isEqualTo("loud"));
    Eventually.holds(() -> running.bytesHeld() == 0);
  }

  @Test
  void shouldNotKeepLargeFramesOfWhoHasProvedNothing() throws Exception {
    byte[] beginning =
        Arrays.copyOf(RawWebSocket.frame(0x80 | RawWebSocket.BINARY, new byte[320_000]), 30_000);
    for (int i = 0; i < 15; i++) {
      try (RawWebSocket socket = RawWebSocket.open(running, HOSTILE)) {
        socket.write(beginning);
        assertThat(socket.closeStatus()).isEqualTo(1009);
      }
    }
    assertThat(running.refused(HubError.MESSAGE_TOO_LARGE)).isEqualTo(15);
  }

  @Test
  void shouldNotLetFramesOfOneAddressStopOthers() throws Exception {
    byte[] beginning =
        Arrays.copyOf(RawWebSocket.frame(0x80 | RawWebSocket.BINARY, new byte[320_000]), 20_000);
    List<RawWebSocket> open = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      RawWebSocket socket = RawWebSocket.open(running, HOSTILE);
      socket.write(beginning);
      open.add(socket);
    }
    Eventually.holds(() -> running.refused(HubError.ADDRESS_ARRIVING_FULL) >= 8);
    assertThat(running.bytesHeld()).isLessThanOrEqualTo(MEBI);
    assertThat(open.getLast().closeStatus()).isEqualTo(1013);

    shouldServeOthersAtEveryDoor();

    open.forEach(RawWebSocket::close);
    Eventually.holds(() -> running.bytesHeld() == 0);
  }

  /** A stranger whose sessions fill the share of its address, but for 2 KB. */
  private SSLSocket fillTheShareOfStrangers() throws Exception {
    SSLSocket socket = Tls.secure(running, running.hub().amqpsPort(), HOSTILE);
    socket.getOutputStream().write(RawSasl.AMQP);
    socket.getOutputStream().write(RawSasl.OPEN);
    for (int channel = 0; channel < 16 + MEBI / 2048 - 1; channel++) {
      socket.getOutputStream().write(RawSasl.begin(channel));
    }
    Eventually.holds(() -> running.bytesHeld() == MEBI - 2048);
    return socket;
  }

  @Test
  void shouldNotLetConnectsOverMqttOfOneAddressStopOthers() throws Exception {
    byte[] beginning = Arrays.copyOf(new byte[] {0x10, (byte) 0x80, 0x7d}, 15_000);
    try (SSLSocket filling = fillTheShareOfStrangers();
        SSLSocket waiting = Tls.secure(running, running.hub().mqttsPort(), HOSTILE)) {
      waiting.getOutputStream().write(beginning);

      shouldServeOthersAtEveryDoor();

      assertThat(Tls.readToEnd(waiting)).isEmpty();
      assertThat(running.refused(HubError.ADDRESS_ARRIVING_FULL)).isEqualTo(1);
      assertThat(filling.isClosed()).isFalse();
      Eventually.holds(() -> running.bytesHeld() == MEBI - 2048);
    }
    Eventually.holds(() -> running.bytesHeld() == 0);
  }

  @Test
  void shouldTakeALargeFrameAfterTheToken() throws Exception {
    try (MqttDevice client = MqttDevice.overWebSocket(running, calm)) {
      client.connect();
      client.publish("devices/calm/messages/events/", "x".repeat(256 * 1024), 1);
    }
    assertThat(running.journal.entries()).hasSize(1);
  }
}
