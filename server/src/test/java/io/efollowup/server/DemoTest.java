package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.ServerProcess;
import java.nio.file.Path;
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

      Await.until("the patients are there", () -> patients(api).size() == 2);
      String patient = patients(api).get(0).path("id").asText();
      Await.until("the readings are there", () -> readings(api, patient) >= 6000);
      assertThat(patients(api)).hasSize(2);
    }
  }

  private static JsonNode patients(PortalApi api) throws Exception {
    JsonNode answer = api.get("/api/v1/patients");
    return answer.isArray() ? answer : answer.path("patients");
  }

  private static int readings(PortalApi api, String patient) throws Exception {
    JsonNode answer =
        api.get(
            "/api/v1/patients/%s/readings?from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"
                .formatted(patient));
    return (answer.isArray() ? answer : answer.path("readings")).size();
  }
}
