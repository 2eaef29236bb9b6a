package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.efollowup.testkit.process.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir private Path temporary;

  @Test
  void shouldSayWhereToSignInAndFillWithSimulatedPatients() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(
            ServerProcess.javaCommand(),
            temporary.resolve("data"),
            List.of("demo", "--patients", "2"))) {
      String[] signIn = server.awaitLine("sign-in ").split(" ");
      PortalApi api = PortalApi.signIn(server, signIn[2], signIn[3]);

      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      int readings = 0;
      while (readings < 6000 && System.nanoTime() < deadline) {
        JsonNode patients = api.get("/api/v1/patients");
        JsonNode list = patients.isArray() ? patients : patients.path("patients");
        assertThat(list).hasSize(2);
        readings = readings(api, list.get(0).path("id").asText());
        Thread.sleep(200);
      }
      assertThat(readings).isGreaterThanOrEqualTo(6000);
    }
  }

  private static int readings(PortalApi api, String patient) throws Exception {
    JsonNode answer =
        api.get(
            "/api/v1/patients/%s/readings?from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"
                .formatted(patient));
    return (answer.isArray() ? answer : answer.path("readings")).size();
  }
}
