package io.efollowup.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.hub.CloudToDeviceMessage;
import io.efollowup.hub.CloudToDeviceQueue;
import io.efollowup.hub.SystemProperties;
import io.efollowup.server.admin.Administration.DeadLetterView;
import io.efollowup.server.config.Configuration;
import io.efollowup.server.control.ControlClient;
import io.efollowup.server.control.ControlServer;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.platform.Parts;
import io.efollowup.server.platform.Stores;
import io.efollowup.testkit.process.CommandRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of messages that did not reach their device. */
class DeadLettersTest {
  @TempDir Path root;

  @BeforeEach
  void rejectAMessage() {
    try (Stores stores = open()) {
      AdministrationParts parts = Parts.of(stores, Configuration.standard());
      parts.devices().createWithGeneratedKeys("cgm-a1b2");
      CloudToDeviceQueue queue = parts.cloudToDevice();
      queue.enqueue(
          "cgm-a1b2",
          CloudToDeviceMessage.of(new byte[7])
              .withSystem(SystemProperties.ofMessageId("m \"1\", of two")));
      queue.reject("cgm-a1b2", queue.receive("cgm-a1b2").orElseThrow().lockToken());
    }
  }

  @Test
  void shouldPrintThemAsCsvWithoutWhatTheySay() {
    CommandRun run = command("cgm-a1b2");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out().lines().toList())
        .hasSize(2)
        .first()
        .isEqualTo("sequence,outcome,queued,ended,messageid,bytes");
    assertThat(run.out().lines().toList().getLast())
        .matches("1,rejected,\\S+Z,\\S+Z,\"m \"\"1\"\", of two\",7");
  }

  @Test
  void shouldSayThatThereIsNoSuchDevice() {
    CommandRun run = command("cgm-nobody");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("there is no device");
  }

  @Test
  void shouldTravelThroughTheControlEndpoint() {
    Path file = root.resolve("run/control-of-test.json");
    try (Stores stores = open()) {
      Administration local = new LocalAdministration(Parts.of(stores, Configuration.standard()));
      ControlServer server = ControlServer.start(local, file);
      try (server) {
        Administration remote = ControlClient.connect(file).orElseThrow();
        List<DeadLetterView> letters = remote.deadLetters("cgm-a1b2");
        assertThat(letters).isEqualTo(local.deadLetters("cgm-a1b2")).hasSize(1);
        assertThatThrownBy(() -> remote.deadLetters("cgm-nobody"))
            .isInstanceOf(AdministrationProblem.class);
      }
    }
  }

  private CommandRun command(String device) {
    return CommandRun.efollowup("device", "dead-letters", device, "--data", root.toString());
  }

  private Stores open() {
    return Stores.open(
        DataDirectory.choose(Optional.of(root), Map.of()), Configuration.standard(), Map.of());
  }
}
