package io.efollowup.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.IotHubTransportMessage;
import com.microsoft.azure.sdk.iot.device.twin.GetTwinCorrelatingMessageCallback;
import com.microsoft.azure.sdk.iot.device.twin.ReportedPropertiesUpdateCorrelatingMessageCallback;
import com.microsoft.azure.sdk.iot.device.twin.ReportedPropertiesUpdateResponse;
import com.microsoft.azure.sdk.iot.device.twin.Twin;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import io.efollowup.testkit.process.Await;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * The hub's answer to one request of a device to its twin. The library gives an answer to two of
 * its threads. The second forgets who asked once it has dealt with it; where the first has not
 * looked by then, {@code getTwin} and {@code updateReportedProperties} wait in vain for an answer
 * that has come. The second always tells, so that is what is listened to here.
 */
final class TwinAnswer
    implements GetTwinCorrelatingMessageCallback,
        ReportedPropertiesUpdateCorrelatingMessageCallback {
  private final CompletableFuture<IotHubTransportMessage> answer = new CompletableFuture<>();

  private TwinAnswer() {}

  /** The device's twin. */
  static Twin twin(DeviceClient client) throws Exception {
    TwinAnswer answer = new TwinAnswer();
    client.getTwinAsync((GetTwinCorrelatingMessageCallback) answer, null);
    IotHubTransportMessage message = answer.await();
    assertThat(message.getStatus()).isEqualTo("200");
    return Twin.createFromPropertiesJson(new String(message.getBytes(), StandardCharsets.UTF_8));
  }

  /** Reports properties; returns their new version. */
  static int report(DeviceClient client, TwinCollection properties) throws Exception {
    TwinAnswer answer = new TwinAnswer();
    client.updateReportedPropertiesAsync(
        properties, (ReportedPropertiesUpdateCorrelatingMessageCallback) answer, null);
    IotHubTransportMessage message = answer.await();
    assertThat(message.getStatus()).isEqualTo("204");
    return message.getVersion();
  }

  private IotHubTransportMessage await() throws Exception {
    return Await.end("the hub's answer", answer);
  }

  @Override
  public void onRequestQueued(Message request, Object context) {}

  @Override
  public void onRequestSent(Message request, Object context) {}

  @Override
  public void onRequestAcknowledged(Message request, Object context, IotHubClientException e) {
    if (e != null) {
      answer.completeExceptionally(e);
    }
  }

  @Override
  public void onResponseReceived(
      Twin twin,
      Message response,
      Object context,
      IotHubStatusCode status,
      IotHubClientException e) {}

  @Override
  public void onResponseReceived(
      Message response,
      Object context,
      IotHubStatusCode status,
      ReportedPropertiesUpdateResponse update,
      IotHubClientException e) {}

  @Override
  public void onResponseAcknowledged(Message response, Object context) {
    answer.complete((IotHubTransportMessage) response);
  }
}
