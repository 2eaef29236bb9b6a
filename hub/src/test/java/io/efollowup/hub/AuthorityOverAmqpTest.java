package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.efollowup.testkit.process.Stopwatch;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonSender;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Carrier.class)
class AuthorityOverAmqpTest extends AmqpDeviceOnHub {
  @Test
  void shouldRefuseALinkWithoutAToken() {
    assertThatThrownBy(() -> client.sender(EVENTS))
        .isInstanceOfSatisfying(
            AmqpClient.Refused.class,
            refused -> assertThat(refused.condition()).isEqualTo("amqp:unauthorized-access"));
  }

  @Test
  void shouldRefuseALinkToAnotherDevice() throws Exception {
    running.hub().registry().createWithGeneratedKeys("cgm-b");
    authorised();

    assertThatThrownBy(() -> client.sender("/devices/cgm-b/messages/events"))
        .isInstanceOfSatisfying(
            AmqpClient.Refused.class,
            refused -> assertThat(refused.condition()).isEqualTo("amqp:unauthorized-access"));
    assertThatThrownBy(() -> client.sender("/messages/devicebound"))
        .isInstanceOf(AmqpClient.Refused.class);
    assertThatThrownBy(() -> client.sender("/nowhere"))
        .isInstanceOfSatisfying(
            AmqpClient.Refused.class,
            refused -> assertThat(refused.condition()).isEqualTo("amqp:not-found"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-.+_*!(),=@$'", "a#b?c", "a%20b", "a%2Fb"})
  void shouldServeADeviceWhateverItsIdIsMadeOf(String id) throws Exception {
    Device signs = running.hub().registry().createWithGeneratedKeys(id);

    assertThat(client.putToken(running.deviceToken(signs))).isEqualTo(200);
    ProtonSender sender = client.sender("/devices/" + id + "/messages/events");
    assertThat(client.send(sender, message("one")).getRemoteState()).isInstanceOf(Accepted.class);
    assertThat(running.journal.entries().getFirst().device()).isEqualTo(id);
  }

  @Test
  void shouldRefuseABadToken() throws Exception {
    assertThat(client.putToken("SharedAccessSignature sr=a&sig=b&se=1")).isEqualTo(401);
    assertThat(client.putToken("nonsense")).isEqualTo(401);
  }

  @Test
  void shouldTakeATokenWithSaslPlain() throws Exception {
    try (AmqpClient plain =
        AmqpClient.connect(running, carrier, "cgm-a@sas.127", running.deviceToken(device))) {
      ProtonSender sender = plain.sender(EVENTS);
      assertThat(plain.send(sender, message("one")).getRemoteState()).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void shouldRefuseSaslPlainOfAnotherUserThanTheTokens() {
    assertThatThrownBy(
            () ->
                AmqpClient.connect(running, carrier, "cgm-b@sas.127", running.deviceToken(device)))
        .isNotNull();
    assertThatThrownBy(() -> AmqpClient.connect(running, carrier, "cgm-a@sas.127", "nonsense"))
        .isNotNull();
  }

  @Test
  void shouldEndTheConnectionOfADisabledDeviceWithinASecond() throws Exception {
    authorised();
    running.hub().registry().setEnabled("cgm-a", false, "lost");

    try (Stopwatch watch = Stopwatch.start()) {
      assertThat(String.valueOf(client.awaitClosed().getCondition()))
          .isEqualTo("amqp:unauthorized-access");
      assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void shouldEndTheConnectionOfADisabledDeviceThatHasAttachedNothing() throws Exception {
    client.putToken(running.deviceToken(device));
    running.hub().registry().setEnabled("cgm-a", false, "lost");

    assertThat(String.valueOf(client.awaitClosed().getCondition()))
        .isEqualTo("amqp:unauthorized-access");
  }

  @Test
  void shouldEndTheConnectionOfADeletedDevice() throws Exception {
    authorised();
    running.hub().registry().delete("cgm-a", IfMatch.any());

    assertThat(String.valueOf(client.awaitClosed().getCondition()))
        .isEqualTo("amqp:unauthorized-access");
  }

  @Test
  void shouldEndTheSessionsOfADisabledDeviceBeforeAnyLinkSoThatNoPeerWaitsForAnswers()
      throws Exception {
    ProtonSender sender = authorised();
    client.receive("/devices/cgm-a/messages/devicebound", Map.of());
    CompletableFuture<String> ending = client.firstEnding(sender);
    running.hub().registry().setEnabled("cgm-a", false, "lost");

    assertThat(Eventually.get(ending)).isEqualTo("session amqp:unauthorized-access");
    assertThat(String.valueOf(client.awaitClosed().getCondition()))
        .isEqualTo("amqp:unauthorized-access");
  }

  @Test
  void shouldTellItsPeersToComeBackWhenTheHubCloses() throws Exception {
    CompletableFuture<String> ending = client.firstEnding(authorised());
    running.hub().close();

    assertThat(Eventually.get(ending)).isEqualTo("session amqp:link:detach-forced");
    assertThat(String.valueOf(client.awaitClosed().getCondition()))
        .isEqualTo("amqp:connection:forced");
  }

  private static String condition(ProtonDelivery delivery) {
    return ((Rejected) delivery.getRemoteState()).getError().getCondition().toString();
  }
}
