package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonParser;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.twin.MethodCallback;
import com.microsoft.azure.sdk.iot.service.exceptions.ErrorCodeDescription;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubGatewayTimeoutException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodRequestOptions;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodRequestOptions.DirectMethodRequestOptionsBuilder;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import io.efollowup.testkit.process.Await;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service calls a method of a device and has its answer. */
@OnHub
class MethodTest {
  private static final int SHORTEST_TIMEOUT_SECONDS = 5;

  private final Clients clients;
  private final DirectMethodsClient methods;

  MethodTest(Clients clients) {
    this.clients = clients;
    this.methods = clients.methods();
  }

  @AfterEach
  void close() throws Exception {
    clients.close();
  }

  private void open(Device device, IotHubClientProtocol protocol, MethodCallback callback)
      throws Exception {
    DeviceClient client = clients.device(device, protocol);
    Clients.open(client);
    client.subscribeToMethods(callback, null, Await.LONGEST_MILLIS);
  }

  private static DirectMethodRequestOptions with(Optional<Object> payload) {
    var options = waiting(0, Await.LONGEST_SECONDS);
    payload.ifPresent(options::payload);
    return options.build();
  }

  private static DirectMethodRequestOptionsBuilder waiting(int forDevice, int forAnswer) {
    return DirectMethodRequestOptions.builder()
        .methodConnectTimeoutSeconds(forDevice)
        .methodResponseTimeoutSeconds(forAnswer);
  }

  private static com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse answer(
      int status, Object payload) {
    return new com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse(status, payload);
  }

  @OnConnectedProtocols
  void shouldCarryPayloadsOfEveryShape(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();
    open(
        device,
        protocol,
        (name, payload, context) -> answer(200, payload.getPayload(Object.class)));

    for (Object payload :
        List.<Object>of(12.5, "text", true, List.of(1.5, "two"), Map.of("minutes", 15.0))) {
      DirectMethodResponse echoed =
          methods.invoke(device.getDeviceId(), "echo", with(Optional.of(payload)));
      assertThat(echoed.getStatus()).isEqualTo(200);
      assertThat(echoed.getPayload(Object.class)).isEqualTo(payload);
    }
  }

  @OnConnectedProtocols
  void shouldCallWithoutPayload(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();
    open(device, protocol, (name, payload, context) -> answer(204, Map.of("called", name)));

    DirectMethodResponse answer =
        methods.invoke(device.getDeviceId(), "calibrate", with(Optional.empty()));

    assertThat(answer.getStatus()).isEqualTo(204);
    assertThat(answer.getPayloadAsJsonElement())
        .isEqualTo(JsonParser.parseString("{\"called\":\"calibrate\"}"));
  }

  @OnConnectedProtocols
  void shouldPassOnTheDevicesOwnFailure(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();
    open(device, protocol, (name, payload, context) -> answer(501, "no such method"));

    DirectMethodResponse answer =
        methods.invoke(device.getDeviceId(), "unheard-of", with(Optional.empty()));

    assertThat(answer.getStatus()).isEqualTo(501);
    assertThat(answer.getPayload(String.class)).isEqualTo("no such method");
  }

  @OnConnectedProtocols
  void shouldGiveUpOnADeviceThatDoesNotAnswer(IotHubClientProtocol protocol) throws Exception {
    Device device = clients.newDevice();
    CountDownLatch end = new CountDownLatch(1);
    clients.closing(end::countDown);
    open(
        device,
        protocol,
        (name, payload, context) -> {
          awaitQuietly(end);
          return answer(200, "too late");
        });

    DirectMethodRequestOptions hasty = waiting(0, SHORTEST_TIMEOUT_SECONDS).build();

    assertThatThrownBy(() -> methods.invoke(device.getDeviceId(), "sleep", hasty))
        .isInstanceOf(IotHubGatewayTimeoutException.class);
    end.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @OnConnectedProtocols
  void shouldWaitForADeviceToConnectAsLongAsAsked(IotHubClientProtocol protocol) throws Exception {
    clients.assumeDoor(Protocols.port(protocol));
    Device device = clients.newDevice();
    DirectMethodRequestOptions patient =
        waiting(Await.LONGEST_SECONDS, Await.LONGEST_SECONDS).build();
    CompletableFuture<DirectMethodResponse> call =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return methods.invoke(device.getDeviceId(), "ring", patient);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });

    open(device, protocol, (name, payload, context) -> answer(200, "late"));

    assertThat(Await.end("the answer", call).getPayload(String.class)).isEqualTo("late");
  }

  @Test
  void shouldSayThatADeviceIsNotConnected() throws Exception {
    Device device = clients.newDevice();

    IotHubNotFoundException refusal =
        catchThrowableOfType(
            IotHubNotFoundException.class,
            () -> methods.invoke(device.getDeviceId(), "ring", with(Optional.empty())));

    assertThat(refusal.getErrorCodeDescription()).isEqualTo(ErrorCodeDescription.DeviceNotOnline);
  }

  @Test
  void shouldSayThatADeviceIsUnknown() {
    assertThatThrownBy(() -> methods.invoke(Clients.newId(), "ring", with(Optional.empty())))
        .isInstanceOf(IotHubNotFoundException.class);
  }
}
