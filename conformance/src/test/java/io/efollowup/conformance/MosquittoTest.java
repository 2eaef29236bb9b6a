package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.azure.sdk.iot.service.registry.Device;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.CommandRun;
import io.efollowup.testkit.process.HubProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mosquitto's command line clients, as {@code docs/hub.md} shows them. */
@OnHub
class MosquittoTest {
  private static final Path PROGRAMS = Path.of("/usr/bin");

  private final Clients clients;

  MosquittoTest(Clients clients) {
    this.clients = clients;
  }

  @BeforeEach
  void requirePrograms() {
    assumeTrue(
        Files.isExecutable(PROGRAMS.resolve("mosquitto_pub")),
        "mosquitto_pub and mosquitto_sub are not installed.");
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  private CommandRun run(String program, Device device, String... more) {
    String id = device.getDeviceId();
    String token =
        SasTokens.of(
            clients.hub().address() + "/devices/" + id,
            device.getPrimaryKey(),
            Duration.ofHours(1));
    List<String> line = new ArrayList<>();
    line.add(PROGRAMS.resolve(program).toString());
    line.addAll(List.of("-h", clients.hub().address(), "-p", "" + HubProcess.MQTTS));
    line.addAll(List.of("--cafile", clients.hub().authority().toString(), "-V", "mqttv311"));
    line.addAll(List.of("-i", id, "-u", clients.hub().address() + "/" + id + "/", "-P", token));
    line.addAll(List.of(more));
    return CommandRun.of(line, "");
  }

  @Test
  void shouldPublishTelemetry() throws Exception {
    Device device = clients.newDevice();
    double before = clients.hub().metric("hub_discarded_total");

    CommandRun run =
        run(
            "mosquitto_pub",
            device,
            "-q",
            "1",
            "-t",
            "devices/%s/messages/events/".formatted(device.getDeviceId()),
            "-m",
            "{}");

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(clients.hub().metric("hub_discarded_total") - before).isEqualTo(1);
  }

  @Test
  void shouldReceiveWhatWaitsForTheDevice() throws Exception {
    Device device = clients.newDevice();
    clients.messenger().send(device.getDeviceId(), "walk");

    CommandRun run =
        run(
            "mosquitto_sub",
            device,
            "-q",
            "1",
            "-t",
            "devices/%s/messages/devicebound/#".formatted(device.getDeviceId()),
            "-C",
            "1",
            "-W",
            "" + Await.LONGEST_SECONDS / 2); // before the program itself is ended

    assertThat(run.err()).isEmpty();
    assertThat(run.out().strip()).isEqualTo("walk");
  }
}
