package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.testkit.process.Stopwatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links end with the rights they were opened with, and are not opened with anybody else's. */
class IsolationOverAmqpTest {
  private static final String EVENTS = "/devices/%s/messages/events";
  private static final List<String> BOTH_WAYS =
      List.of("messages/devicebound", "twin", "methods/devicebound");

  @TempDir Path directory;
  private RunningHub running;
  private Device a;
  private Device ab;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory);
    a = running.hub().registry().createWithGeneratedKeys("a");
    ab = running.hub().registry().createWithGeneratedKeys("ab");
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private AmqpClient with(String... tokens) throws Exception {
    AmqpClient client = AmqpClient.connect(running);
    for (String token : tokens) {
      client.putToken(token);
    }
    return client;
  }

  private String token(Device signer, String scope) {
    return SasToken.create(
        scope,
        signer.keys().primary(),
        running.clock.instant().plus(Duration.ofHours(1)),
        Optional.empty());
  }

  private void shouldOpenNothingOf(String device, String... tokens) throws Exception {
    try (AmqpClient client = with(tokens)) {
      assertThatThrownBy(() -> client.sender(EVENTS.formatted(device)))
          .isInstanceOf(AmqpClient.Refused.class);
      for (String node : BOTH_WAYS) {
        assertThatThrownBy(() -> client.receive("/devices/" + device + "/" + node, Map.of()))
            .isInstanceOf(AmqpClient.Refused.class);
      }
      assertThatThrownBy(() -> client.sender("/devices/" + device + "/twin"))
          .isInstanceOf(AmqpClient.Refused.class);
    }
  }

  @Test
  void shouldOpenNothingOfADeviceWithTokensOfOthers() throws Exception {
    shouldOpenNothingOf("a");
    shouldOpenNothingOf("a", running.deviceToken(ab));
    shouldOpenNothingOf("ab", running.deviceToken(a));
    shouldOpenNothingOf("ab", token(a, "127.0.0.1/devices/ab"));
    shouldOpenNothingOf("a", token(a, "127.0.0.1"));
    shouldOpenNothingOf("a", token(a, "127.0.0.1/devices"));
    shouldOpenNothingOf("a", token(a, "other.test/devices/a"));
    shouldOpenNothingOf("a", running.policyToken("service"), running.policyToken("registryRead"));
    shouldOpenNothingOf("ab", running.policyToken("device", "127.0.0.1/devices/a"));
  }

  @Test
  void shouldNotMixTheDevicesOfOneConnection() throws Exception {
    running.hub().cloudToDevice().enqueue("ab", CloudToDeviceMessage.of(bytes("for ab")));
    try (AmqpClient client = with(running.deviceToken(a), running.deviceToken(ab))) {
      AmqpClient.Receiving ofA = client.receive("/devices/a/messages/devicebound", Map.of());
      AmqpClient.Receiving ofAb = client.receive("/devices/ab/messages/devicebound", Map.of());
      assertThat(ofAb.next().getAddress()).isEqualTo("/devices/ab/messages/devicebound");
      assertThat(ofA.nothingArrives(200)).isTrue();

      client.send(client.sender(EVENTS.formatted("a")), AmqpClient.data(bytes("x")));
      assertThat(running.journal.entries()).singleElement().matches(e -> e.device().equals("a"));
    }
  }

  @Test
  void shouldKeepTheLinksOfAnotherDeviceWhenOneIsDisabled() throws Exception {
    try (AmqpClient client = with(running.deviceToken(a), running.deviceToken(ab))) {
      client.sender(EVENTS.formatted("a"));
      var kept = client.sender(EVENTS.formatted("ab"));
      running.hub().registry().setEnabled("a", false, "lost");
      TimeUnit.MILLISECONDS.sleep(500);

      client.send(kept, AmqpClient.data(bytes("x")));
      assertThatThrownBy(() -> client.sender(EVENTS.formatted("a")))
          .isInstanceOf(AmqpClient.Refused.class);
    }
  }

  private static void shouldCloseWithinASecond(AmqpClient client) throws Exception {
    try (Stopwatch watch = Stopwatch.start()) {
      client.awaitClosed();
      assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void shouldEndTheLinksOfARotatedKeyWithinASecond() throws Exception {
    String old = running.deviceToken(a);
    try (AmqpClient client = with(old)) {
      client.sender(EVENTS.formatted("a"));
      SymmetricKeys other = SymmetricKeys.generate(new java.security.SecureRandom());
      running
          .hub()
          .registry()
          .update(
              new DeviceSpec(
                  "a",
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(other.primary()),
                  Optional.of(other.secondary())),
              IfMatch.any());
      shouldCloseWithinASecond(client);
    }
    shouldOpenNothingOf("a", old);
  }

  @Test
  void shouldEndTheLinksOfARotatedPolicyWithinASecond() throws Exception {
    String old = running.policyToken("device");
    try (AmqpClient client = with(old)) {
      client.sender(EVENTS.formatted("a"));
      running.hub().policies().rotate("device");
      running.hub().policies().rotate("device");
      shouldCloseWithinASecond(client);
    }
    shouldOpenNothingOf("a", old);
  }

  @Test
  void shouldEndAServicesLinksWhenItsPolicyIsRotated() throws Exception {
    try (AmqpClient client = with(running.policyToken("service"))) {
      client.receive("/messages/servicebound/feedback", Map.of());
      running.hub().policies().rotate("service");
      running.hub().policies().rotate("service");
      client.awaitClosed();
    }
  }

  @Test
  void shouldEndALinkWhoseTokenEndsThoughAnotherOfItsSignerGoesOn() throws Exception {
    String ending =
        SasToken.create(
            "127.0.0.1/devices/a",
            running.hub().policies().find("device").orElseThrow().keys().primary(),
            running.clock.instant().plusSeconds(2),
            Optional.of("device"));
    try (AmqpClient client = with(ending)) {
      client.sender(EVENTS.formatted("a"));
      client.putToken(running.policyToken("device", "127.0.0.1/devices/ab"));
      running.clock.advance(Duration.ofSeconds(3));
      client.awaitClosed();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
