package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonParser;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import io.efollowup.testkit.process.Await;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This platform's own telemetry, from an assigned device into the record. */
@OnHub(OnHub.Kind.STRICT)
class RealTelemetryTest {
  private static final Instant FIRST = Instant.parse("2026-05-10T00:00:00Z");

  private final Clients clients;
  private DeviceClient client;

  RealTelemetryTest(Clients clients) {
    this.clients = clients;
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  private Inbox open(IotHubClientProtocol protocol) throws Exception {
    String connection =
        clients.hub().tell("device", "create", Clients.newId(), "--patient", "P-7K3FQ2");
    client = clients.device(connection, protocol);
    Inbox inbox = Inbox.that(IotHubMessageResult.COMPLETE);
    client.setMessageCallback(inbox, null);
    Clients.open(client);
    return inbox;
  }

  private static Message telemetry(int readings, String more) {
    String items =
        IntStream.range(0, readings)
            .mapToObj(
                i ->
                    "{\"at\":\"%s\",\"glucose\":7.0,\"unit\":\"mmol/L\"}"
                        .formatted(FIRST.plusSeconds(180L * i)))
            .collect(Collectors.joining(","));
    Message message =
        new Message(
            """
            {"schema":"efollowup.telemetry/1","session":"%s","readings":[%s%s],"events":[]}"""
                .formatted(Clients.newId(), items, more));
    message.setMessageId("wear");
    message.setContentType("application/json");
    message.setContentEncoding("utf-8");
    return message;
  }

  /** How many are in the record, once all that was taken is in it. */
  private long readings() throws Exception {
    Await.until("the record is up to date", () -> record("lag") == 0);
    return record("readings");
  }

  private long record(String count) {
    return JsonParser.parseString(clients.hub().tell("record", "status", "--format", "json"))
        .getAsJsonObject()
        .get(count)
        .getAsLong();
  }

  @OnEveryProtocol
  void shouldStoreEveryReadingOnce(IotHubClientProtocol protocol) throws Exception {
    open(protocol);
    long before = readings(); // of the tests before, too
    Message message = telemetry(480, "");

    client.sendEvent(message, Await.LONGEST_MILLIS);
    client.sendEvent(message, Await.LONGEST_MILLIS);

    assertThat(readings() - before).isEqualTo(480);
  }

  @OnEveryProtocol
  void shouldTellTheDeviceOfItemsRefused(IotHubClientProtocol protocol) throws Exception {
    Inbox inbox = open(protocol);

    client.sendEvent(
        telemetry(1, ",{\"at\":\"2026-05-11T00:00:00Z\",\"glucose\":0.5,\"unit\":\"mmol/L\"}"),
        Await.LONGEST_MILLIS);

    assertThat(inbox.nextText())
        .contains("efollowup.refusals/1", "\"wear\"", "readings[1]", "impossible-glucose");
  }

  @OnSettlingProtocols
  void shouldRefuseWhatIsNotTelemetryAndTakeTheNext(IotHubClientProtocol protocol)
      throws Exception {
    open(protocol);

    IotHubClientException refusal =
        catchThrowableOfType(
            IotHubClientException.class,
            () -> client.sendEvent(new Message("hello"), Await.LONGEST_MILLIS));

    // Over AMQP the library calls every refusal an I/O error, and does not try again itself.
    assertThat(refusal.getStatusCode())
        .isEqualTo(
            protocol == IotHubClientProtocol.HTTPS
                ? IotHubStatusCode.BAD_FORMAT
                : IotHubStatusCode.IO_ERROR);
    client.sendEvent(telemetry(1, ""), Await.LONGEST_MILLIS);
  }

  /** Refusing would make the device send it again for ever. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.efollowup.conformance.Protocols#withoutRefusal")
  void shouldAcknowledgeWhatIsNotTelemetryAndSayWhyItIsRefused(IotHubClientProtocol protocol)
      throws Exception {
    Inbox inbox = open(protocol);

    client.sendEvent(new Message("hello"), Await.LONGEST_MILLIS);

    assertThat(inbox.nextText()).contains("efollowup.refusals/1");
    client.sendEvent(telemetry(1, ""), Await.LONGEST_MILLIS);
  }
}
