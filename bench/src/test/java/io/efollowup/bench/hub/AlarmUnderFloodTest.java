package io.efollowup.bench.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.testkit.process.Await;
import io.efollowup.testkit.process.ServerProcess;
import io.efollowup.testkit.process.Stopwatch;
import io.efollowup.testkit.process.TrustedAuthorities;
import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While one device sends as much as it can, over AMQP and HTTPS, the readings of others raise
 * alarms: from the moment a phone begins to send to the moment it has the alarm, through journal,
 * monitor, record and queue.
 */
class AlarmUnderFloodTest {
  private static final int PATIENTS = 120;
  private static final int SPARE = 30;
  private static final int TO_WARM_UP = 10;
  private static final int FLOODING_REQUESTS = 16;
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final Duration STOOD_STILL = Duration.ofMillis(300);

  @TempDir Path root;

  @Test
  void shouldRaiseAlarmsWhileAnotherDeviceFloods() throws Exception {
    Installation installation = Installation.create(root, TO_WARM_UP + PATIENTS + SPARE + 1);
    LoadDevice flooding = installation.devices().getLast();
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong refused = new AtomicLong();
    try (ServerProcess server = ServerProcess.serve(installation.directory().root());
        DiskProbe disk = DiskProbe.start(root);
        Dialer dialer = new Dialer(installation.authority());
        ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient http =
            HttpClient.newBuilder()
                .sslContext(TrustedAuthorities.context(List.of(installation.authority())))
                .build()) {
      LoadConnection amqp = open(dialer, installation, flooding);
      Future<Latencies> pouring =
          amqp.run(200, flooding, System.nanoTime() + TimeUnit.MINUTES.toNanos(5));
      for (int i = 0; i < FLOODING_REQUESTS; i++) {
        requests.execute(() -> flood(http, server.hub(), flooding, over, refused));
      }
      for (LoadDevice device : installation.devices().subList(0, TO_WARM_UP)) {
        alarm(http, server.hub(), device);
      }
      List<Duration> times =
          alarms(
              http,
              server.hub(),
              installation.devices().subList(TO_WARM_UP, TO_WARM_UP + PATIENTS + SPARE),
              disk);
      Await.until("a request is refused", () -> refused.get() > 0);
      assertThat(pouring.failed()).as("the flooder was slowed, not refused").isFalse();
      over.set(true);
      amqp.close();

      Collections.sort(times);
      System.err.printf(
          "# alarms under a flood: p50 %s, p99 %s, longest %s; %d requests of the flooder refused%n",
          times.get(PATIENTS / 2), times.get(PATIENTS * 99 / 100), times.getLast(), refused.get());
      assertThat(times.get(PATIENTS * 99 / 100)).isLessThan(LONGEST);
    }
  }

  private static LoadConnection open(Dialer dialer, Installation installation, LoadDevice device)
      throws Exception {
    return Await.end(
        "the flooder is connected",
        dialer
            .open(Target.HUB, Protocol.AMQPS, port(installation), device)
            .toCompletionStage()
            .toCompletableFuture());
  }

  private static int port(Installation installation) throws Exception {
    return new ObjectMapper()
        .readTree(installation.directory().endpoints().toFile())
        .path("hubAmqpsPort")
        .intValue();
  }

  private static void flood(
      HttpClient http, URI hub, LoadDevice device, AtomicBoolean over, AtomicLong refused) {
    String token = device.token();
    while (!over.get()) {
      try {
        byte[] body = reading(Instant.now().minusSeconds(86_400), 6.1);
        if (post(http, hub, device, token, body) == 429) {
          refused.incrementAndGet();
        }
      } catch (Exception e) {
        return; // the server has gone
      }
    }
  }

  private static byte[] reading(Instant at, double mmol) {
    return """
        {"schema":"efollowup.telemetry/1","session":"w-1","readings":[{"at":"%s","glucose":%s,"unit":"mmol/L"}],"events":[]}"""
        .formatted(at, Double.toString(mmol))
        .getBytes(UTF_8);
  }

  private static int post(HttpClient http, URI hub, LoadDevice device, String token, byte[] body)
      throws Exception {
    return http.send(
            request(hub, device, token, "/messages/events")
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static HttpRequest.Builder request(
      URI hub, LoadDevice device, String token, String path) {
    return HttpRequest.newBuilder(hub.resolve("/devices/" + device.id() + path))
        .timeout(Await.LONGEST)
        .header("Authorization", token);
  }

  /** How long each took; one during which machine or disk stood still is measured with another. */
  private static List<Duration> alarms(
      HttpClient http, URI hub, List<LoadDevice> devices, DiskProbe disk) throws Exception {
    List<Duration> times = new ArrayList<>();
    int spare = SPARE;
    for (int i = 0; times.size() < PATIENTS; i++) {
      disk.longest(); // from now on
      try (Stopwatch watch = Stopwatch.start()) {
        Duration time = alarm(http, hub, devices.get(i));
        boolean stoodStill =
            watch.stalled().compareTo(STOOD_STILL) > 0 || disk.longest().compareTo(STOOD_STILL) > 0;
        if (spare > 0 && stoodStill) {
          spare--;
        } else {
          times.add(time);
        }
      }
    }
    return times;
  }

  /** How long it took. */
  private static Duration alarm(HttpClient http, URI hub, LoadDevice device) throws Exception {
    String token = device.token();
    Instant now = Instant.now();
    assertThat(post(http, hub, device, token, reading(now.minusSeconds(180), 4.6))).isEqualTo(204);
    long began = System.nanoTime();
    assertThat(post(http, hub, device, token, reading(now, 2.8))).isEqualTo(204);
    while (System.nanoTime() - began < Await.LONGEST.toNanos()) {
      HttpResponse<String> answer =
          http.send(
              request(hub, device, token, "/messages/devicebound").build(),
              BodyHandlers.ofString());
      if (answer.statusCode() == 200 && answer.body().contains("urgent-low")) {
        return Duration.ofNanos(System.nanoTime() - began);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    throw new AssertionError("the alarm did not come");
  }
}
