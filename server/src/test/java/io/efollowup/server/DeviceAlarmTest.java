package io.efollowup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.glucose.Glucose;
import io.efollowup.glucose.GlucoseReading;
import io.efollowup.hub.SasToken;
import io.efollowup.server.data.DataDirectory;
import io.efollowup.server.device.DeviceClient;
import io.efollowup.server.device.HubAddress;
import io.efollowup.telemetry.AlarmNotice;
import io.efollowup.telemetry.TelemetryMessage;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.CommandRun;
import io.efollowup.testkit.process.ServerProcess;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a low reading, through the whole running platform, back to the device that sent it. */
class DeviceAlarmTest {
  private static final String DEVICE = "cgm-alarm";

  @TempDir Path data;

  @Test
  void shouldTellADeviceOfItsWearersAlarmAndAgainAfterACrash() throws Exception {
    String connection;
    try (ServerProcess server = ServerProcess.serve(data)) {
      connection =
          CommandRun.efollowup(
                  "device", "create", DEVICE, "--patient", "P-ALARM1", "--data", data.toString())
              .out()
              .strip();
      DeviceClient device =
          new DeviceClient(
              hub().http(), hub().https(), connection, InstantSource.system(), Await.LONGEST);
      Instant now = Instant.now();
      device.send(message(now.minusSeconds(180), 4.6));
      device.send(message(now, 2.8));

      JsonNode notice = awaitNotice(connection);
      assertThat(notice.path("schema").textValue()).isEqualTo(AlarmNotice.SCHEMA);
      assertThat(notice.path("kind").textValue()).isEqualTo("urgent-low");
      assertThat(notice.path("state").textValue()).isEqualTo("raised");
      assertThat(notice.path("glucose").doubleValue()).isEqualTo(2.8);
      assertThat(notice.path("unit").textValue()).isEqualTo("mmol/L");
      server.kill();
    }
    try (ServerProcess again = ServerProcess.serve(data)) {
      assertThat(again.pid()).isPositive();
      assertThat(awaitNotice(connection).path("kind").textValue()).isEqualTo("urgent-low");
    }
  }

  private HubAddress hub() throws Exception {
    return HubAddress.of(DataDirectory.choose(Optional.of(data), Map.of()), Optional.empty());
  }

  private static TelemetryMessage message(Instant at, double mmol) {
    return new TelemetryMessage(
        "w-1",
        List.of(GlucoseReading.of(at.atOffset(ZoneOffset.UTC), Glucose.mmol(mmol))),
        List.of());
  }

  private JsonNode awaitNotice(String connection) throws Exception {
    byte[] key =
        Base64.getDecoder().decode(connection.substring(connection.indexOf("AccessKey=") + 10));
    String token =
        SasToken.create(
            "127.0.0.1/devices/" + DEVICE, key, Instant.now().plusSeconds(600), Optional.empty());
    HubAddress hub = hub();
    HttpRequest receive =
        HttpRequest.newBuilder(hub.https().resolve("/devices/" + DEVICE + "/messages/devicebound"))
            .header("Authorization", token)
            .build();
    List<byte[]> notices = new ArrayList<>();
    Await.until(
        "the device is told",
        () -> {
          HttpResponse<byte[]> answer =
              hub.http().send(receive, HttpResponse.BodyHandlers.ofByteArray());
          return answer.statusCode() == 200 && notices.add(answer.body());
        });
    return new ObjectMapper().readTree(notices.getFirst());
  }
}
