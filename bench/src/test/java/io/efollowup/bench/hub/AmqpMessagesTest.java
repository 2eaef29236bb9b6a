package io.efollowup.bench.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmqpMessagesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 200, 255, 256, 70_000})
  void shouldWriteDurableMessagesOfOneDataSection(int length) {
    byte[] body = new byte[length];
    Message message = decoded(AmqpMessages.telemetry(body));
    assertThat(message.isDurable()).isTrue();
    assertThat(message.getBody())
        .isInstanceOfSatisfying(
            Data.class, data -> assertThat(data.getValue()).isEqualTo(new Binary(body)));
  }

  @Test
  void shouldShowTokensAsClaimsBasedSecurityWantsThem() {
    Message message = decoded(AmqpMessages.putToken("127.0.0.1/devices/d", "the token"));
    assertThat(message.getAddress()).isEqualTo("$cbs");
    assertThat(message.getMessageId()).isNotNull();
    assertThat(message.getApplicationProperties().getValue())
        .isEqualTo(
            Map.of(
                "operation", "put-token",
                "type", "servicebus.windows.net:sastoken",
                "name", "127.0.0.1/devices/d"));
    assertThat(message.getBody())
        .isInstanceOfSatisfying(
            AmqpValue.class, value -> assertThat(value.getValue()).isEqualTo("the token"));
  }

  private static Message decoded(byte[] bytes) {
    Message message = Proton.message();
    message.decode(bytes, 0, bytes.length);
    return message;
  }
}
