package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.efollowup.journal.JournalEntry;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonHelper;
import io.vertx.proton.ProtonSender;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Carrier.class)
class TelemetryOverAmqpTest extends AmqpDeviceOnHub {
  @Test
  void shouldAcceptOnlyWhenTheJournalHasSynced() throws Exception {
    ProtonSender sender = authorised();
    running.journal.mode(ControlledJournal.Mode.HOLD);
    CompletableFuture<ProtonDelivery> outcome = new CompletableFuture<>();
    client.onLoop(() -> sender.send(message("one"), outcome::complete));
    Runnable sync = running.journal.awaitHeld();

    assertThat(outcome).isNotDone();
    sync.run();

    assertThat(Eventually.get(outcome).getRemoteState()).isInstanceOf(Accepted.class);
    assertThat(running.journal.entries())
        .extracting(
            JournalEntry::device, entry -> new String(entry.payload(), StandardCharsets.UTF_8))
        .containsExactly(org.assertj.core.groups.Tuple.tuple("cgm-a", "one"));
  }

  @Test
  void shouldRejectWithAnErrorWhatTheJournalCouldNotStore() throws Exception {
    ProtonSender sender = authorised();
    running.journal.mode(ControlledJournal.Mode.FAIL);

    assertThat(condition(client.send(sender, message("one")))).isEqualTo("amqp:internal-error");
    running.journal.mode(ControlledJournal.Mode.SYNC_AT_ONCE);
    assertThat(client.send(sender, message("two")).getRemoteState()).isInstanceOf(Accepted.class);
  }

  @Test
  void shouldRejectWhatIsNotAdmittedAndGoOn() throws Exception {
    ProtonSender sender = authorised();

    assertThat(condition(client.send(sender, message("thirteen byte"))))
        .isEqualTo("amqp:not-allowed");
    assertThat(client.send(sender, message("two")).getRemoteState()).isInstanceOf(Accepted.class);
    assertThat(running.refused(HubError.MESSAGE_REFUSED)).isEqualTo(1);
  }

  @Test
  void shouldTakeAMessageOfTheLargestSize() throws Exception {
    ProtonSender sender = authorised();
    byte[] largest = new byte[HubOptions.LARGEST_MESSAGE];
    Arrays.fill(largest, (byte) 'x');

    assertThat(client.send(sender, AmqpClient.data(largest)).getRemoteState())
        .isInstanceOf(Accepted.class);
    assertThat(running.journal.entries().getFirst().payload()).hasSize(largest.length);
  }

  @Test
  void shouldRejectWhatIsLargerAndGoOn() throws Exception {
    ProtonSender sender = authorised();

    byte[] tooLarge = new byte[HubOptions.LARGEST_MESSAGE + 1];
    assertThat(condition(client.send(sender, AmqpClient.data(tooLarge))))
        .isEqualTo("amqp:link:message-size-exceeded");
    byte[] farTooLarge = new byte[3 * HubOptions.LARGEST_MESSAGE];
    assertThat(condition(client.send(sender, AmqpClient.data(farTooLarge))))
        .isEqualTo("amqp:link:message-size-exceeded");
    assertThat(client.send(sender, message("two")).getRemoteState()).isInstanceOf(Accepted.class);
  }

  @Test
  void shouldTakeThousandsInOrder() throws Exception {
    ProtonSender sender = authorised();
    int count = 5000;
    CompletableFuture<Void> last = new CompletableFuture<>();
    client.onLoop(
        () -> {
          for (int i = 0; i < count; i++) {
            boolean end = i == count - 1;
            sender.send(
                message("m" + i),
                delivery -> {
                  if (end) {
                    last.complete(null);
                  }
                });
          }
        });
    Eventually.get(last);

    assertThat(running.journal.entries())
        .extracting(entry -> new String(entry.payload(), StandardCharsets.UTF_8))
        .containsExactlyElementsOf(
            java.util.stream.IntStream.range(0, count).mapToObj(i -> "m" + i).toList());
  }

  @Test
  void shouldTakeTextValuesToo() throws Exception {
    ProtonSender sender = authorised();
    Message message = Message.Factory.create();
    message.setBody(new AmqpValue("text"));

    assertThat(client.send(sender, message).getRemoteState()).isInstanceOf(Accepted.class);
  }

  @Test
  void shouldSettleWhatIsSentSettled() throws Exception {
    ProtonSender sender = authorised();
    client.onLoop(
        () -> {
          sender.setQoS(io.vertx.proton.ProtonQoS.AT_MOST_ONCE);
          sender.send(ProtonHelper.message("quiet"));
          sender.setQoS(io.vertx.proton.ProtonQoS.AT_LEAST_ONCE);
        });
    client.send(sender, message("loud"));

    assertThat(running.journal.entries()).hasSize(2);
  }

  private static String condition(ProtonDelivery delivery) {
    return ((Rejected) delivery.getRemoteState()).getError().getCondition().toString();
  }
}
