package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.azure.sdk.iot.service.messaging.DeliveryAcknowledgement;
import com.microsoft.azure.sdk.iot.service.messaging.Message;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodRequestOptions;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import io.efollowup.testkit.process.Await;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The MQTT door as clients of other projects find it, MQTT 3.1.1 and 5. */
@OnHub
class MqttClientsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String TWIN_ANSWERS = "$iothub/twin/res/#";

  private final Clients clients;

  MqttClientsTest(Clients clients) {
    this.clients = clients;
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  private MqttProbe client(MqttLibrary library, Device device) throws Exception {
    return clients.closing(library.client(clients.hub(), device.getDeviceId()));
  }

  private MqttProbe connected(MqttLibrary library, Device device) throws Exception {
    MqttProbe client = client(library, device);
    try {
      client.connect(login(device, device, false));
    } catch (MqttProbe.Refused e) {
      throw e;
    } catch (Exception stalled) { // the hub waits ten seconds for a handshake, and no longer
      client.connect(login(device, device, false));
    }
    return client;
  }

  /** With the key of one device, in the name of another. */
  private MqttProbe.Login login(Device device, Device key, boolean keepsSession) {
    String resource = clients.hub().address() + "/devices/" + device.getDeviceId();
    return new MqttProbe.Login(
        device.getDeviceId(),
        "%s/%s/?api-version=2021-04-12".formatted(clients.hub().address(), device.getDeviceId()),
        SasTokens.of(resource, key.getPrimaryKey(), HOUR),
        keepsSession);
  }

  private static String events(Device device) {
    return "devices/%s/messages/events/".formatted(device.getDeviceId());
  }

  private static String devicebound(Device device) {
    return "devices/%s/messages/devicebound/#".formatted(device.getDeviceId());
  }

  private double taken() {
    return clients.hub().metric("hub_discarded_total");
  }

  private void awaitEmptyQueue(Device device) throws Exception {
    Await.until(
        "the queue is empty",
        () ->
            clients.registry().getDevice(device.getDeviceId()).getCloudToDeviceMessageCount() == 0);
  }

  private static void awaitEnd(MqttProbe client) throws Exception {
    Await.until("the hub has hung up", () -> !client.isConnected());
  }

  @ParameterizedTest
  @EnumSource
  void shouldAcknowledgeTelemetry(MqttLibrary library) throws Exception {
    Device device = clients.newDevice();
    MqttProbe client = connected(library, device);
    double before = taken();

    for (int i = 0; i < 20; i++) {
      client.publish(events(device) + "%24.ct=application%2Fjson&sensor=a", 1, "message " + i);
    }

    assertThat(taken() - before).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource
  void shouldTakeTelemetryWithoutAcknowledgement(MqttLibrary library) throws Exception {
    Device device = clients.newDevice();
    MqttProbe client = connected(library, device);
    double before = taken();

    client.publish(events(device), 0, "once");

    Await.until("the message is taken", () -> taken() - before == 1);
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseAnotherDevicesKey(MqttLibrary library) throws Exception {
    Device device = clients.newDevice();
    Device other = clients.newDevice();
    MqttProbe client = client(library, device);

    MqttProbe.Refused refused =
        catchThrowableOfType(
            MqttProbe.Refused.class, () -> client.connect(login(device, other, false)));

    assertThat(refused.code()).isEqualTo(library.notAuthorized());
  }

  @ParameterizedTest
  @EnumSource
  void shouldHangUpOnAMessageForAnotherDevice(MqttLibrary library) throws Exception {
    Device device = clients.newDevice();
    Device other = clients.newDevice();
    MqttProbe client = connected(library, device);

    Throwable failure = catchThrowable(() -> client.publish(events(other), 1, "not mine"));

    assertThat(failure).isNotNull();
    awaitEnd(client);
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseSubscriptionsToAnotherDevice(MqttLibrary library) throws Exception {
    Device device = clients.newDevice();
    Device other = clients.newDevice();
    MqttProbe client = connected(library, device);

    assertThat(isRefused(client, devicebound(other))).isTrue();
    assertThat(isRefused(client, "#")).isTrue();
    assertThat(client.isConnected()).isTrue();
  }

  /** Some libraries throw what others return. */
  private static boolean isRefused(MqttProbe client, String filter) {
    try {
      return client.subscribe(filter, 1) >= 0x80;
    } catch (Exception e) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldDeliverMessagesWithTheirProperties(MqttLibrary library) throws Exception {
    Device device = clients.newDevice();
    MqttProbe client = connected(library, device);
    assertThat(client.subscribe(devicebound(device), 1)).isEqualTo(1);
    Message message = Messenger.message("message-1", "walk", DeliveryAcknowledgement.None);
    message.setProperties(Map.of("of", "day 3/7"));

    clients.messenger().send(device.getDeviceId(), message);

    MqttProbe.Received received = client.next();
    assertThat(received.text()).isEqualTo("walk");
    assertThat(received.topic())
        .startsWith("devices/%s/messages/devicebound/%%24.".formatted(device.getDeviceId()))
        .contains("%24.mid=message-1")
        .endsWith("&of=day%203%2F7");
    awaitEmptyQueue(device);
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepTheSessionOfAClientThatIsAway(MqttLibrary library) throws Exception {
    Device device = clients.newDevice();
    MqttProbe first = client(library, device);
    assertThat(first.connect(login(device, device, true))).isFalse();
    first.subscribe(devicebound(device), 1);
    first.disconnect();
    for (int i = 0; i < 5; i++) {
      clients.messenger().send(device.getDeviceId(), "message " + i);
    }

    MqttProbe second = client(library, device);

    assertThat(second.connect(login(device, device, true))).isTrue();
    for (int i = 0; i < 5; i++) {
      assertThat(second.next().text()).isEqualTo("message " + i);
    }
    awaitEmptyQueue(device);
  }

  @ParameterizedTest
  @EnumSource
  void shouldForgetTheSessionOfAClientThatStartsAnew(MqttLibrary library) throws Exception {
    Device device = clients.newDevice();
    MqttProbe first = client(library, device);
    first.connect(login(device, device, true));
    first.subscribe(devicebound(device), 1);
    first.disconnect();

    assertThat(client(library, device).connect(login(device, device, false))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void shouldHangUpOnTheOlderOfTwoConnections(MqttLibrary library) throws Exception {
    Device device = clients.newDevice();
    MqttProbe older = connected(library, device);

    MqttProbe newer = connected(library, device);

    awaitEnd(older);
    newer.publish(events(device), 1, "still here");
  }

  @ParameterizedTest
  @EnumSource
  void shouldAnswerTwinRequestsAndTellOfDesiredChanges(MqttLibrary library) throws Exception {
    Device device = clients.newDevice();
    MqttProbe client = connected(library, device);
    client.subscribe(TWIN_ANSWERS, 1);
    client.subscribe("$iothub/twin/PATCH/properties/desired/#", 1);

    client.publish("$iothub/twin/PATCH/properties/reported/?$rid=1", 1, "{\"battery\":81}");
    assertThat(client.next().topic()).startsWith("$iothub/twin/res/204/?$rid=1&$version=");
    client.publish("$iothub/twin/GET/?$rid=2", 1, "");
    MqttProbe.Received twin = client.next();
    assertThat(twin.topic()).isEqualTo("$iothub/twin/res/200/?$rid=2");
    assertThat(reported(twin.text()).get("battery").getAsInt()).isEqualTo(81);

    TwinClient service = new TwinClient(clients.owner());
    Twin change = service.get(device.getDeviceId());
    change.getDesiredProperties().put("samplingIntervalSeconds", 300);
    service.patch(change);
    MqttProbe.Received desired = client.next();
    assertThat(desired.topic()).startsWith("$iothub/twin/PATCH/properties/desired/?$version=");
    assertThat(desired.text()).contains("\"samplingIntervalSeconds\":300");
  }

  private static JsonObject reported(String twin) {
    return JsonParser.parseString(twin).getAsJsonObject().getAsJsonObject("reported");
  }

  @ParameterizedTest
  @EnumSource
  void shouldAnswerDirectMethods(MqttLibrary library) throws Exception {
    Device device = clients.newDevice();
    MqttProbe client = connected(library, device);
    client.subscribe("$iothub/methods/POST/#", 1);
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(() -> call(device.getDeviceId()));

    MqttProbe.Received call = client.next();
    assertThat(call.topic()).startsWith("$iothub/methods/POST/calibrate/?$rid=");
    String request = call.topic().substring(call.topic().indexOf("$rid="));
    client.publish("$iothub/methods/res/207/?" + request, 1, "{\"done\":true}");

    assertThat(Await.end("the answer", answer)).isEqualTo("207 {done=true}");
  }

  private String call(String device) {
    try {
      var response =
          clients
              .methods()
              .invoke(
                  device,
                  "calibrate",
                  DirectMethodRequestOptions.builder()
                      .payload(Map.of("at", 7))
                      .methodResponseTimeoutSeconds(Await.LONGEST_SECONDS)
                      .build());
      return response.getStatus() + " " + response.getPayload(Map.class);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
