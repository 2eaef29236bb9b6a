package io.efollowup.conformance;

import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.messaging.AcknowledgementType;
import com.microsoft.azure.sdk.iot.service.messaging.FeedbackBatch;
import com.microsoft.azure.sdk.iot.service.messaging.FeedbackRecord;
import com.microsoft.azure.sdk.iot.service.messaging.IotHubServiceClientProtocol;
import com.microsoft.azure.sdk.iot.service.messaging.MessageFeedbackProcessorClient;
import com.microsoft.azure.sdk.iot.service.messaging.MessageFeedbackProcessorClientOptions;
import io.efollowup.testkit.process.Await;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Receives, with the service library, what became of messages. */
final class Feedback implements AutoCloseable {
  private final MessageFeedbackProcessorClient client;
  private final Map<String, FeedbackRecord> records = new ConcurrentHashMap<>();

  Feedback(String connectionString, IotHubServiceClientProtocol protocol, SSLContext trust) {
    client =
        new MessageFeedbackProcessorClient(
            connectionString,
            protocol,
            this::keep,
            MessageFeedbackProcessorClientOptions.builder().sslContext(trust).build());
  }

  private AcknowledgementType keep(FeedbackBatch batch) {
    batch.getRecords().forEach(record -> records.put(record.getOriginalMessageId(), record));
    return AcknowledgementType.COMPLETE;
  }

  Feedback start() throws IotHubException, IOException, InterruptedException, TimeoutException {
    client.start(Await.LONGEST_MILLIS);
    return this;
  }

  /** The feedback on a message, once it is there. */
  FeedbackRecord on(String messageId) throws Exception {
    Await.until("feedback", () -> records.containsKey(messageId));
    return records.get(messageId);
  }

  @Override
  public void close() throws InterruptedException {
    if (client.isRunning()) {
      client.stop(Await.LONGEST_MILLIS);
    }
  }
}
