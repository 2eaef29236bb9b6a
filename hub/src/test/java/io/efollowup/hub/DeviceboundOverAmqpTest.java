package io.efollowup.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.efollowup.hub.AmqpClient.Receiving;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonSender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Carrier.class)
class DeviceboundOverAmqpTest {
  private static final String DEVICEBOUND = "/devices/cgm-a/messages/devicebound";

  @Parameter Carrier carrier;
  @TempDir Path directory;
  private RunningHub running;
  private Device device;
  private AmqpClient client;
  private AmqpClient service;

  @BeforeEach
  void start() throws Exception {
    running = RunningHub.start(directory);
    device = running.hub().registry().createWithGeneratedKeys("cgm-a");
    client = AmqpClient.connect(running, carrier);
    client.putToken(running.deviceToken(device));
    service = AmqpClient.connect(running, carrier);
    service.putToken(running.policyToken("service"));
  }

  @AfterEach
  void stop() {
    client.close();
    service.close();
    running.close();
  }

  private CloudToDeviceQueue queue() {
    return running.hub().cloudToDevice();
  }

  private static CloudToDeviceMessage message(String id) {
    return CloudToDeviceMessage.of(id.getBytes(StandardCharsets.UTF_8))
        .withSystem(SystemProperties.ofMessageId(id));
  }

  private static Message toDevice(String id, String ack) {
    Message message = AmqpClient.data(id.getBytes(StandardCharsets.UTF_8));
    message.setMessageId(id);
    message.setAddress(DEVICEBOUND);
    message.setApplicationProperties(
        new ApplicationProperties(Map.of("iothub-ack", ack, "colour", "blue")));
    return message;
  }

  private static String body(Message message) {
    return new String(((Data) message.getBody()).getValue().getArray(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldPushWhatWaitsAndWhatComes() throws Exception {
    queue().enqueue("cgm-a", message("first"));
    Receiving receiving = client.receive(DEVICEBOUND, Map.of());

    Message first = receiving.next();
    assertThat(first.getMessageId()).isEqualTo("first");
    assertThat(first.getAddress()).isEqualTo(DEVICEBOUND);
    assertThat(body(first)).isEqualTo("first");
    queue().enqueue("cgm-a", message("second"));
    assertThat(receiving.next().getMessageId()).isEqualTo("second");
    awaitDepth(0);
  }

  @Test
  void shouldDeliverAgainWhatIsReleasedAndNotWhatIsRejected() throws Exception {
    queue().enqueue("cgm-a", message("first"));
    Receiving receiving = client.receive(DEVICEBOUND, Map.of());

    receiving.settle(receiving.nextUnsettled().getKey(), Released.getInstance());
    Map.Entry<ProtonDelivery, Message> again = receiving.nextUnsettled();
    assertThat(again.getValue().getDeliveryCount()).isEqualTo(1);
    receiving.settle(again.getKey(), new Rejected());

    awaitDepth(0);
    assertThat(receiving.nothingArrives(200)).isTrue();
    assertThat(queue().deadLetters("cgm-a"))
        .extracting(DeadLetter::outcome)
        .containsExactly(MessageOutcome.REJECTED);
  }

  @Test
  void shouldTellTheSenderWithinSecondsThatAMessageExpired() throws Exception {
    Receiving feedback = service.receive("/messages/servicebound/feedback", Map.of());
    queue()
        .enqueue(
            "cgm-a",
            message("brief")
                .withAck(FeedbackRequest.FULL)
                .withExpiry(running.clock.instant().plus(Duration.ofSeconds(1))));
    running.clock.advance(Duration.ofSeconds(2));

    assertThat(body(feedback.next())).contains("brief", "Expired");
  }

  @Test
  void shouldKeepWhatWasOnItsWayWhenTheConnectionIsLost() throws Exception {
    queue().enqueue("cgm-a", message("first"));
    client.receive(DEVICEBOUND, Map.of()).nextUnsettled();
    client.close();

    AmqpClient back = AmqpClient.connect(running, carrier);
    back.putToken(running.deviceToken(device));
    Message again = back.receive(DEVICEBOUND, Map.of()).next();
    assertThat(again.getMessageId()).isEqualTo("first");
    assertThat(again.getDeliveryCount()).isZero();
    back.close();
  }

  @Test
  void shouldShareTheQueueWithHttps() throws Exception {
    queue().enqueue("cgm-a", message("first"));
    assertThat(
            running
                .get(
                    "/devices/cgm-a/messages/devicebound?api-version=2020-09-30",
                    running.deviceToken(device))
                .statusCode())
        .isEqualTo(200);
    Receiving receiving = client.receive(DEVICEBOUND, Map.of());
    assertThat(receiving.nothingArrives(200)).isTrue();

    queue().enqueue("cgm-a", message("second"));
    assertThat(receiving.next().getMessageId()).isEqualTo("second");
  }

  @Test
  void shouldSendOnlyAsMuchAsThereIsCreditFor() throws Exception {
    Receiving receiving = client.receive(DEVICEBOUND, Map.of());
    for (int i = 0; i < CloudToDeviceQueue.MOST_MESSAGES; i++) {
      queue().enqueue("cgm-a", message("m" + i));
    }
    for (int i = 0; i < CloudToDeviceQueue.MOST_MESSAGES; i++) {
      assertThat(receiving.next().getMessageId()).isEqualTo("m" + i);
    }
    awaitDepth(0);
    queue().enqueue("cgm-a", message("beyond"));
    assertThat(receiving.nothingArrives(200)).isTrue();
    receiving.with(receiver -> receiver.flow(1));
    assertThat(receiving.next().getMessageId()).isEqualTo("beyond");
  }

  @Test
  void shouldTakeMessagesOfServicesAndTellWhatBecameOfThem() throws Exception {
    Receiving feedback = service.receive("/messages/servicebound/feedback", Map.of());
    ProtonSender sender = service.sender("/messages/devicebound");

    assertThat(service.send(sender, toDevice("m-1", "full")).getRemoteState())
        .isInstanceOf(Accepted.class);
    Message delivered = client.receive(DEVICEBOUND, Map.of()).next();
    assertThat(delivered.getApplicationProperties().getValue()).isEqualTo(Map.of("colour", "blue"));

    Message told = feedback.next();
    assertThat(told.getContentType()).isEqualTo("application/vnd.microsoft.iothub.feedback.json");
    JsonNode record = new ObjectMapper().readTree(body(told)).path(0);
    assertThat(record.path("originalMessageId").textValue()).isEqualTo("m-1");
    assertThat(record.path("statusCode").textValue()).isEqualTo("Success");
    assertThat(record.path("deviceId").textValue()).isEqualTo("cgm-a");
    assertThat(record.path("deviceGenerationId").textValue()).isEqualTo(device.generationId());
  }

  @Test
  void shouldTellAServiceWhyAMessageIsNotTaken() throws Exception {
    ProtonSender sender = service.sender("/messages/devicebound");
    Message unknown = toDevice("m-1", "none");
    unknown.setAddress("/devices/nobody/messages/devicebound");

    assertThat(condition(service.send(sender, unknown))).isEqualTo("amqp:not-found");
    for (int i = 0; i < CloudToDeviceQueue.MOST_MESSAGES; i++) {
      service.send(sender, toDevice("m" + i, "negativeonly"));
    }
    assertThat(condition(service.send(sender, toDevice("over", "none"))))
        .isEqualTo("amqp:resource-limit-exceeded");
    assertThat(condition(service.send(sender, toDevice("m", "sometimes"))))
        .isEqualTo("amqp:not-allowed");
  }

  @Test
  void shouldEncodeNoDeviceOutOfAnEncodedAddress() throws Exception {
    running.hub().registry().createWithGeneratedKeys("a#b");
    ProtonSender sender = service.sender("/messages/devicebound");
    Message encoded = toDevice("m-1", "none");
    encoded.setAddress("/devices/a%23b/messages/devicebound");

    assertThat(service.send(sender, encoded).getRemoteState()).isInstanceOf(Accepted.class);
    assertThat(queue().depth("a#b")).isEqualTo(1);
  }

  @Test
  void shouldGuessNoDeviceWhereAnAddressMayMeanTwo() throws Exception {
    running.hub().registry().createWithGeneratedKeys("a#b");
    running.hub().registry().createWithGeneratedKeys("a%23b");
    ProtonSender sender = service.sender("/messages/devicebound");
    Message either = toDevice("m-1", "none");
    either.setAddress("/devices/a%23b/messages/devicebound");

    assertThat(condition(service.send(sender, either))).isEqualTo("amqp:not-allowed");
    assertThat(queue().depth("a#b") + queue().depth("a%23b")).isZero();
  }

  @Test
  void shouldDeliverAnAlarmWithItsKind() throws Exception {
    ProtonSender sender = service.sender("/messages/devicebound");
    Message alarm = toDevice("m-1", "none");
    alarm.setApplicationProperties(new ApplicationProperties(Map.of("efollowup-alarm", "low")));
    service.send(sender, alarm);
    alarm.setMessageId("m-2");
    service.send(sender, alarm);

    assertThat(queue().depth("cgm-a")).isEqualTo(1);
    LockedMessage newest = queue().receive("cgm-a").orElseThrow();
    assertThat(newest.message().system().messageId()).isEqualTo(Optional.of("m-2"));
    assertThat(Duration.between(newest.enqueuedAt(), newest.expiresAt()))
        .isEqualTo(Duration.ofMinutes(15));
  }

  private void awaitDepth(int depth) {
    Eventually.holds(() -> queue().depth("cgm-a") == depth);
  }

  private static String condition(ProtonDelivery delivery) {
    return ((Rejected) delivery.getRemoteState()).getError().getCondition().toString();
  }
}
