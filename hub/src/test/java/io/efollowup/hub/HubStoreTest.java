package io.efollowup.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.vault.WrongDatabaseKeyException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubStoreTest {
  private static final String MARK = "NOT-IN-CLEAR-4711";

  @TempDir Path directory;

  @Test
  void shouldKeepNothingReadableOnDisk() throws IOException {
    ManualClock clock = new ManualClock();
    try (HubStore store = HubStore.open(directory, RunningHub.key())) {
      DeviceRegistry registry = new DeviceRegistry(store, clock);
      SharedAccessPolicies policies = new SharedAccessPolicies(store);
      Device device = registry.createWithGeneratedKeys("sensor-" + MARK);
      CloudToDeviceQueue queue = new CloudToDeviceQueue(store, clock, new SimpleMeterRegistry());
      CloudToDeviceMessage message =
          CloudToDeviceMessage.of(MARK.getBytes(ISO_8859_1))
              .withSystem(SystemProperties.ofMessageId("m-" + MARK))
              .withAck(FeedbackRequest.FULL);
      queue.enqueue(device.id(), message);
      queue.purge(device.id());
      assertThat(queue.deadLetters(device.id())).hasSize(1);
      queue.enqueue(device.id(), message);

      List<String> secrets =
          List.of(
              MARK,
              new String(device.keys().primary(), ISO_8859_1),
              new String(policies.find("service").orElseThrow().keys().primary(), ISO_8859_1),
              "iothubowner",
              "create table");
      assertThat(files()).hasSizeGreaterThanOrEqualTo(2);
      for (Path file : files()) {
        assertThat(Files.readString(file, ISO_8859_1)).doesNotContain(secrets);
      }
    }
  }

  @Test
  void shouldNotOpenWithAnotherKey() {
    HubStore.open(directory, RunningHub.key()).close();
    assertThatThrownBy(() -> HubStore.open(directory, new byte[32]))
        .isInstanceOf(WrongDatabaseKeyException.class);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
