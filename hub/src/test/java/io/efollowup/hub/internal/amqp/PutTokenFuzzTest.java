package io.efollowup.hub.internal.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.efollowup.hub.FuzzInputs;
import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever message comes to the claims link: it is answered or rejected, and the link goes on. */
class PutTokenFuzzTest {
  private static final class Shared {
    static final MemoryHub HUB = new MemoryHub();
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
        MemoryClient.putToken(MemoryHub.token("a")),
        MemoryClient.putToken(MemoryHub.serviceToken()),
        MemoryClient.putToken("nonsense"),
        MemoryClient.telemetry("x"),
        dataBody(),
        deep());
  }

  private static byte[] dataBody() {
    Message message = Message.Factory.create();
    message.setMessageId(7L);
    message.setApplicationProperties(new ApplicationProperties(Map.of("operation", 1)));
    message.setBody(new Data(new Binary(MemoryHub.token("b").getBytes(StandardCharsets.UTF_8))));
    return AmqpCodec.encode(message, 500);
  }

  private static byte[] deep() {
    Object value = "x";
    for (int i = 0; i < 40; i++) {
      value = java.util.List.of(value);
    }
    Message message = Message.Factory.create();
    message.setBody(new AmqpValue(value));
    return AmqpCodec.encode(message, 500);
  }

  @MethodSource("seeds")
  @Tag("fuzz")
  @FuzzTest(maxDuration = "60s")
  void fuzz(byte[] bytes) {
    shouldReadOrRefuse(bytes);
    if (bytes.length > 0) {
      shouldAnswerAndGoOn(bytes);
    }
  }

  private static void shouldReadOrRefuse(byte[] bytes) {
    try {
      AmqpMessage message = AmqpCodec.decode(bytes);
      message.body();
      message.messageId();
      message.application("operation");
    } catch (HubException e) {
      assertThat(e.error()).isEqualTo(HubError.MALFORMED_REQUEST);
    }
  }

  private static void shouldAnswerAndGoOn(byte[] bytes) {
    MemoryConnection connection = Shared.HUB.connect();
    MemoryClient client = MemoryClient.open(connection, MemoryClient.Login.NONE);
    Receiver answers = client.receiver("$cbs");
    Sender claims = client.sender("$cbs");
    boolean accepted = client.send(claims, bytes);
    assertThat(client.takeAll(answers)).isEqualTo(accepted ? 1 : 0);

    assertThat(client.send(claims, MemoryClient.putToken("nonsense"))).isTrue();
    assertThat(client.takeAll(answers)).isEqualTo(1);
    client.close();
    connection.gone();
    assertThat(Shared.HUB.refused(HubError.SERVER_ERROR)).isZero();
    assertThat(Shared.HUB.budget.held()).isZero();
  }

  @Test
  void shouldAnswerOrRejectAnyRequest() {
    FuzzInputs.run(getClass(), seeds().toList(), 1000, this::fuzz);
  }
}
