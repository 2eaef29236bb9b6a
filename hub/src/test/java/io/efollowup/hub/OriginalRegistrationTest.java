package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registration of 2016, by a Python script of its own against a real hub. */
class OriginalRegistrationTest {
  @TempDir Path directory;

  @Test
  void shouldRegisterOnceAndAnswer409TheSecondTime() throws Exception {
    assumeTrue(pythonExists(), "python3 is not installed, so its registration is not tried");
    try (RunningHub running = RunningHub.start(directory)) {
      List<String> first = register(running, "registryReadWrite");
      assertThat(first.getFirst()).isEqualTo("200");
      assertThat(first.getLast()).contains("\"deviceId\":\"glucose-sensor-a\"", "primaryKey");

      List<String> second = register(running, "registryReadWrite");
      assertThat(second.getFirst()).isEqualTo("409");
      assertThat(second.getLast())
          .startsWith("{\"Message\":\"ErrorCode:DeviceAlreadyExists;")
          .contains("\"ExceptionMessage\":\"Tracking ID:");

      assertThat(register(running, "registryRead").getFirst()).isEqualTo("401");
    }
  }

  private List<String> register(RunningHub running, String policy) throws Exception {
    Path script = Path.of(getClass().getResource("register_device.py").toURI());
    Process python =
        new ProcessBuilder(
                "python3",
                script.toString(),
                "127.0.0.1:" + running.hub().httpsPort(),
                policy,
                running.hub().policies().find(policy).orElseThrow().keys().primaryText(),
                "glucose-sensor-a",
                running.authority.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor(Eventually.MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    return output.lines().toList();
  }

  private static boolean pythonExists() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
