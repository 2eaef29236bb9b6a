package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.proton.ProtonSender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What tests of a device over AMQP have in common: a hub that runs, a device and its client. */
abstract class AmqpDeviceOnHub {
  static final String EVENTS = "/devices/cgm-a/messages/events";

  @Parameter Carrier carrier;
  @TempDir Path directory;
  RunningHub running;
  Device device;
  AmqpClient client;

  @BeforeEach
  void start() throws Exception {
    running =
        RunningHub.start(
            directory,
            message ->
                message.body().length == 13
                    ? new Admission.Verdict.Refuse("Thirteen bytes are not taken.")
                    : new Admission.Verdict.Admit(message.body(), Optional.empty()));
    device = running.hub().registry().createWithGeneratedKeys("cgm-a");
    client = AmqpClient.connect(running, carrier);
  }

  @AfterEach
  void stop() {
    client.close();
    running.close();
  }

  ProtonSender authorised() throws Exception {
    assertThat(client.putToken(running.deviceToken(device))).isEqualTo(200);
    return client.sender(EVENTS);
  }

  static Message message(String body) {
    return AmqpClient.data(body.getBytes(StandardCharsets.UTF_8));
  }
}
